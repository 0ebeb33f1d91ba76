package org.convmat.backend.vector;

import java.util.ArrayList;
import java.util.List;
import org.convmat.spi.ConvolutionAxis;

/** The image positions of one residue: u from..to, the taps that reach them, and their lags. */
record AxisPhase(int residue, int from, int to, List<Integer> taps, List<Integer> lags) {

  /** The residues that have taps, image positions, and grid positions within reach. */
  static List<AxisPhase> of(ConvolutionAxis axis) {
    List<AxisPhase> phases = new ArrayList<>();
    for (int r = 0; r < axis.stride(); r++) {
      List<Integer> taps = new ArrayList<>();
      List<Integer> lags = new ArrayList<>();
      for (int t = 0; t < axis.kernel(); t++) {
        long reach = (long) t * axis.dilation();
        if (reach % axis.stride() == r) {
          taps.add(t);
          lags.add(Math.toIntExact(reach / axis.stride()));
        }
      }
      if (!taps.isEmpty()) {
        add(phases, axis, r, taps, lags);
      }
    }
    return phases;
  }

  private static void add(
      List<AxisPhase> phases, ConvolutionAxis axis, int r, List<Integer> taps, List<Integer> lags) {
    long shift = (long) r - axis.offset();
    long from = Math.max(-Math.floorDiv(shift, axis.stride()), lags.get(0));
    long to =
        Math.min(
            Math.floorDiv(axis.image() - 1L - shift, axis.stride()),
            axis.grid() - 1L + lags.get(lags.size() - 1));
    if (from <= to) {
      phases.add(
          new AxisPhase(
              r, Math.toIntExact(from), Math.toIntExact(to), List.copyOf(taps), List.copyOf(lags)));
    }
  }
}
