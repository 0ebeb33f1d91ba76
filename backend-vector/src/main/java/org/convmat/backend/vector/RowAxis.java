package org.convmat.backend.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convmat.spi.ConvolutionAxis;

/**
 * The last axis of a {@link RowProduct}: the row that is read is padded, and each of its elements
 * repeated as often as the write stride, so that written position i is a sum over places j of
 * {@code pattern[j][i mod period] * row[i + shifts[j]]} with vectors of neighbouring i.
 *
 * @param repeat how often an element is repeated: the stride of C<sup>T</sup>, 1 for C
 * @param phase the residue of written position 0
 * @param shifts for each place j where position 0 reads; none is negative
 * @param taps for each place, for each residue, the kernel's tap
 * @param lead elements of the padded row before the source's first one; may be negative
 * @param length of the padded row
 * @param extent of the source
 */
record RowAxis(
    int repeat,
    int phase,
    List<Integer> shifts,
    List<List<Integer>> taps,
    int lead,
    int length,
    int extent) {

  /** The axis if it is of this kind: every residue has its taps at the same places. */
  static Optional<RowAxis> of(ConvolutionAxis axis, boolean transposed, int lanes) {
    if (!transposed) {
      return axis.stride() == 1 ? Optional.of(gather(axis)) : Optional.empty();
    }
    int s = axis.stride();
    boolean fits = lanes % s == 0 || s % lanes == 0;
    return fits ? scatter(axis) : Optional.empty();
  }

  private static RowAxis gather(ConvolutionAxis axis) {
    List<Integer> shifts = new ArrayList<>();
    List<List<Integer>> taps = new ArrayList<>();
    int span = Math.multiplyExact(axis.kernel() - 1, axis.dilation());
    for (int t = 0; t < axis.kernel(); t++) {
      shifts.add(t * axis.dilation());
      taps.add(List.of(t));
    }
    int length = Math.addExact(axis.grid(), span);
    return new RowAxis(1, 0, shifts, taps, axis.offset(), length, axis.image());
  }

  /** Image position i = s*u + r - p reads the grid at u - lag; the row is the grid, repeated. */
  private static Optional<RowAxis> scatter(ConvolutionAxis axis) {
    int s = axis.stride();
    List<List<Integer>> tapsByResidue = new ArrayList<>();
    List<List<Integer>> lagsByResidue = new ArrayList<>();
    for (int r = 0; r < s; r++) {
      tapsByResidue.add(new ArrayList<>());
      lagsByResidue.add(new ArrayList<>());
    }
    for (int t = 0; t < axis.kernel(); t++) {
      long reach = (long) t * axis.dilation();
      tapsByResidue.get((int) (reach % s)).add(t);
      lagsByResidue.get((int) (reach % s)).add(Math.toIntExact(reach / s));
    }
    List<Integer> lags = lagsByResidue.get(0);
    if (lags.isEmpty() || !lagsByResidue.stream().allMatch(lags::equals)) {
      return Optional.empty();
    }
    int longest = lags.get(lags.size() - 1);
    List<Integer> shifts = new ArrayList<>();
    List<List<Integer>> taps = new ArrayList<>();
    for (int j = 0; j < lags.size(); j++) {
      int place = j;
      shifts.add((longest - lags.get(j)) * s);
      taps.add(tapsByResidue.stream().map(list -> list.get(place)).toList());
    }
    // Row element x stands for image position x - longest*s, thus for the grid at
    // floor((x - longest*s + p) / s).
    int lead = Math.subtractExact(Math.multiplyExact(longest, s), axis.offset());
    int length = Math.addExact(axis.image(), longest * s);
    return Optional.of(
        new RowAxis(s, Math.floorMod(axis.offset(), s), shifts, taps, lead, length, axis.grid()));
  }
}
