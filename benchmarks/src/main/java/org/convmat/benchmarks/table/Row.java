package org.convmat.benchmarks.table;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.convmat.benchmarks.layers.Layer;
import org.convmat.benchmarks.limit.Limits.Limit;
import org.convmat.benchmarks.timing.Samples;
import org.convmat.core.plan.Form;

/**
 * What was measured on one layer.
 *
 * @param oursMicros median time of convmat
 * @param ortMicros of ONNX Runtime; NaN where it cannot be loaded
 * @param torchMicros of PyTorch; NaN where it cannot be loaded
 * @param maxDifference the largest absolute difference of a value from a peer's; NaN without peers
 * @param nominalFlops what GFLOP/s are counted in
 */
record Row(
    Layer layer,
    int threads,
    String backend,
    Form form,
    double oursMicros,
    double ortMicros,
    double torchMicros,
    double maxDifference,
    double nominalFlops,
    Limit limit) {

  /** The time of the faster peer over ours; empty without peers. */
  OptionalDouble ratio() {
    double better = Double.isNaN(ortMicros) || torchMicros < ortMicros ? torchMicros : ortMicros;
    return Double.isNaN(better) ? OptionalDouble.empty() : OptionalDouble.of(better / oursMicros);
  }

  double gigaflops() {
    return nominalFlops / oursMicros / 1e3;
  }

  /** The least time over ours. */
  double limitFraction() {
    return limit.seconds() * 1e6 / oursMicros;
  }

  /** The medians of several runs of one layer; the difference is the worst of all. */
  static Row median(List<Row> runs) {
    Row first = runs.get(0);
    return new Row(
        first.layer,
        first.threads,
        first.backend,
        first.form,
        median(runs, Row::oursMicros),
        median(runs, Row::ortMicros),
        median(runs, Row::torchMicros),
        runs.stream().mapToDouble(Row::maxDifference).max().orElseThrow(),
        first.nominalFlops,
        new Limit(
            median(runs, r -> r.limit.arithmeticSeconds()),
            median(runs, r -> r.limit.trafficSeconds())));
  }

  private static double median(List<Row> runs, ToDoubleFunction<Row> value) {
    return Samples.median(runs.stream().mapToDouble(value).toArray());
  }
}
