package org.convmat.benchmarks.dense;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.convmat.benchmarks.dense.DenseProduct.Prepared;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.jspecify.annotations.Nullable;
import org.ojalgo.OjAlgoUtils;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One dense product in one thread, in a process that does nothing else. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DenseBenchmark {

  /** Rows and columns. */
  @Param({"64", "512", "1024"})
  public int size;

  /** FLOAT or DOUBLE. */
  @Param({"FLOAT", "DOUBLE"})
  public ElementType type = ElementType.DOUBLE;

  /** EJML, ojAlgo, or the id of a backend. */
  @Param({DenseProduct.OJALGO})
  public String by = DenseProduct.OJALGO;

  private @Nullable Prepared product;

  /** Makes the product ready. */
  @Setup
  public void prepare() {
    OjAlgoUtils.limitThreadsTo(1);
    product = new DenseProduct(size, type).by(by, Execution.sequential());
  }

  /** Multiplies once. */
  @Benchmark
  public Elements multiply() {
    Prepared prepared = Objects.requireNonNull(product);
    prepared.work().run();
    return prepared.result();
  }
}
