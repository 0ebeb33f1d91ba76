package org.convmat.core.explain;

import com.google.common.math.LongMath;
import java.util.List;
import java.util.Optional;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.matrix.ConvolutionMatrix;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.Elements;

/**
 * The kernel nearest to another one, by least squares, that draws no pattern into a constant input:
 * for each pair of channels the weights of every phase have the same sum T. With c taps and the sum
 * S in a phase, each of its weights changes by (T - S)/c; the sum of squares (T - S)<sup>2</sup>/c
 * over the phases is least at T = (sum of S/c) / (sum of 1/c).
 *
 * @param weights the kernel, in the order of the matrix's weights
 * @param change the norm of the difference over that of the kernel
 */
public record EvenKernel(Elements weights, double change) {

  /** The nearest even kernel; empty if a phase has no taps at all, which no weight can mend. */
  public static Optional<EvenKernel> nearest(ConvolutionMatrix matrix) {
    Geometry geometry = matrix.geometry();
    if (phases(geometry) > geometry.tapCount()) {
      return Optional.empty();
    }
    int[] phaseOf = phaseOf(geometry);
    int[] taps = new int[(int) phases(geometry)];
    for (int phase : phaseOf) {
      taps[phase]++;
    }
    for (int count : taps) {
      if (count == 0) {
        return Optional.empty();
      }
    }
    return Optional.of(nearest(matrix.weights(), phaseOf, taps));
  }

  private static EvenKernel nearest(Elements weights, int[] phaseOf, int[] taps) {
    Elements even = Elements.allocate(weights.type(), weights.length());
    double changed = 0;
    double whole = 0;
    for (int begin = 0; begin < weights.length(); begin += phaseOf.length) {
      double[] additions = additions(weights, begin, phaseOf, taps);
      for (int t = 0; t < phaseOf.length; t++) {
        double weight = weights.get(begin + t);
        even.set(begin + t, weight + additions[phaseOf[t]]);
        changed += additions[phaseOf[t]] * additions[phaseOf[t]];
        whole += weight * weight;
      }
    }
    return new EvenKernel(even, whole == 0 ? 0 : Math.sqrt(changed / whole));
  }

  /** What each weight of a phase changes by, for one pair of channels. */
  private static double[] additions(Elements weights, int begin, int[] phaseOf, int[] taps) {
    double[] sums = new double[taps.length];
    for (int t = 0; t < phaseOf.length; t++) {
      sums[phaseOf[t]] += weights.get(begin + t);
    }
    double means = 0;
    double inverses = 0;
    for (int phase = 0; phase < taps.length; phase++) {
      means += sums[phase] / taps[phase];
      inverses += 1.0 / taps[phase];
    }
    double[] additions = new double[taps.length];
    for (int phase = 0; phase < taps.length; phase++) {
      additions[phase] = (means / inverses - sums[phase]) / taps[phase];
    }
    return additions;
  }

  private static long phases(Geometry geometry) {
    return geometry.axes().stream()
        .mapToLong(ConvolutionAxis::stride)
        .reduce(1, LongMath::saturatedMultiply);
  }

  /** The phase of every tap, both row-major. */
  private static int[] phaseOf(Geometry geometry) {
    int[] all = {0};
    for (ConvolutionAxis axis : geometry.axes()) {
      int[] ofAxis = new int[axis.kernel()];
      List<List<Integer>> phases = AxisOverlap.phases(axis);
      for (int phase = 0; phase < phases.size(); phase++) {
        for (int tap : phases.get(phase)) {
          ofAxis[tap] = phase;
        }
      }
      int[] next = new int[all.length * ofAxis.length];
      for (int i = 0; i < next.length; i++) {
        next[i] = all[i / ofAxis.length] * axis.stride() + ofAxis[i % ofAxis.length];
      }
      all = next;
    }
    return all;
  }
}
