package org.convmat.view.resample;

/** Hears how far a picture is. */
@FunctionalInterface
public interface Progress {

  /** Hears nothing. */
  Progress NONE = (done, all) -> {};

  /**
   * So many of all rows are written; called by the thread that asked for the picture.
   *
   * @param done rows
   * @param all rows
   */
  void rows(long done, long all);
}
