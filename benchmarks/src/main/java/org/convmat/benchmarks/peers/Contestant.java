package org.convmat.benchmarks.peers;

/** A layer made ready on one library, with its input. */
public interface Contestant extends AutoCloseable {

  /** Computes the layer once. */
  void run();

  /** The result of the last run. */
  float[] result();

  @Override
  void close();
}
