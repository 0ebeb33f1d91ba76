package org.convmat.backend.vector;

import java.util.Arrays;
import org.convmat.spi.Elements;

/**
 * Where a job reads, band after band of its first axis: the source itself where no position reads
 * outside it, or where {@link AlignedStrips} see to that, else a padded copy of the band.
 * Immutable.
 */
final class BandSource {

  /** Copying an element takes about as long as so many steps of the depth for a row of a strip. */
  static final double COPYING = 1.5;

  private final Kernel kernel;
  private final PhaseJob job;
  private final boolean aligned;
  private final int bandPositions;
  private final SourceLayout padded;
  private final int[] paddedOffsets;
  private final SourceLayout direct;
  private final int[] directOffsets;

  /**
   * Cuts a job into bands.
   *
   * @param copied elements that the copy of a band should have at most
   * @param share positions of the first axis that a band should have at most
   */
  BandSource(Kernel kernel, ConvolutionSide side, PhaseJob job, int copied, int share) {
    this(kernel, side, job, copied, share, false, false);
  }

  private BandSource(
      Kernel kernel,
      ConvolutionSide side,
      PhaseJob job,
      int copied,
      int share,
      boolean aligned,
      boolean byLine) {
    this.kernel = kernel;
    this.job = job;
    this.aligned = aligned;
    boolean inPlace = aligned || SourceLayout.canBeInPlace(job.axes());
    int wanted = bandPositions(kernel, side, job, inPlace ? Long.MAX_VALUE : copied, share);
    this.bandPositions = inPlace && !aligned ? withoutTail(kernel, job, wanted) : wanted;
    AxisWork[] band = job.band(bandPositions);
    boolean copies = !aligned;
    this.padded =
        copies
            ? SourceLayout.padded(kernel, band, side.readChannels(), byLine)
            : SourceLayout.inPlace(kernel, band, side.readChannels());
    this.paddedOffsets = padded.offsets();
    boolean both = inPlace && copies;
    this.direct = both ? SourceLayout.inPlace(kernel, band, side.readChannels()) : padded;
    this.directOffsets = both ? direct.offsets() : paddedOffsets;
  }

  /** Bands that {@link AlignedStrips} read where they lie, whatever lies around. */
  static BandSource aligned(Kernel kernel, ConvolutionSide side, PhaseJob job, int share) {
    return new BandSource(kernel, side, job, 0, share, true, false);
  }

  /** Bands whose copies have all channels of an index of the first axis together. */
  static BandSource byLine(
      Kernel kernel, ConvolutionSide side, PhaseJob job, int copied, int share) {
    return new BandSource(kernel, side, job, copied, share, false, job.axes().length > 1);
  }

  private static int bandPositions(
      Kernel kernel, ConvolutionSide side, PhaseJob job, long copied, int share) {
    AxisWork first = job.axes()[0];
    if (job.axes().length == 1) {
      long fit = copied / Math.max(1, side.readChannels());
      return (int) Math.max(Math.min(kernel.width(), first.positions()), Math.min(share, fit));
    }
    int span = span(first);
    long row = rowLength(kernel, side, job);
    long fit = (copied / row - span) / first.readStep() + 1;
    int most = (int) Math.max(1, Math.min(share, fit));
    return most == share ? most : cheapest(kernel, job, row, most);
  }

  /** The length of bands, from half of {@code most} on, at which all of them cost least. */
  private static int cheapest(Kernel kernel, PhaseJob job, long row, int most) {
    int best = most;
    for (int positions = most - 1; positions >= Math.max(1, most / 2); positions--) {
      if (cost(kernel, job, row, positions) < cost(kernel, job, row, best)) {
        best = positions;
      }
    }
    return best;
  }

  /**
   * Steps of the depth for a strip that bands of so many positions of the first axis take: a strip
   * at the end of a band is computed whole, and neighbouring bands both copy what lies between
   * them.
   */
  private static double cost(Kernel kernel, PhaseJob job, long row, int positions) {
    AxisWork first = job.axes()[0];
    int all = first.positions();
    long inner = job.positions() / all;
    int width = kernel.width();
    int bands = all / positions;
    long strips = bands * ((positions * inner + width - 1) / width);
    int rest = all - bands * positions;
    if (rest > 0) {
      bands++;
      strips += (rest * inner + width - 1) / width;
    }
    int overlap = span(first) - first.readStep();
    return (double) strips * job.depth() * job.rows()
        + COPYING * row * (bands * Math.max(0.0, overlap) + (double) all * first.readStep());
  }

  /**
   * A band that ends before the last strip of the source, which is read further than the array may
   * go: only the positions after it, a band of their own, are then copied.
   */
  private static int withoutTail(Kernel kernel, PhaseJob job, int wanted) {
    int all = job.axes()[0].positions();
    long elements = job.axes()[0].readStep();
    for (int a = 1; a < job.axes().length; a++) {
      elements *= job.axes()[a].sourceExtent();
    }
    int tail = (int) Math.min(all, kernel.width() / elements + 1);
    return wanted == all && all > 2 * tail ? all - tail : wanted;
  }

  /** Elements of a row of the copy, of all channels; a row is one index of the first axis. */
  static long rowLength(Kernel kernel, ConvolutionSide side, PhaseJob job) {
    if (job.axes().length == 1) {
      return side.readChannels();
    }
    int length = SourceLayout.padded(kernel, job.band(1), side.readChannels(), false).length();
    return Math.max(1, length / span(job.axes()[0]));
  }

  /** Places from the first to the last that a position reads. */
  static int span(AxisWork axis) {
    return axis.highestShift() - axis.lowestShift() + 1;
  }

  /** Positions of the first axis in a band; the last band may have fewer. */
  int bandPositions() {
    return bandPositions;
  }

  /** Number of bands. */
  int bands() {
    return (job.axes()[0].positions() + bandPositions - 1) / bandPositions;
  }

  /** Elements of the copy of a band. */
  int copyLength() {
    return padded.length();
  }

  /** The axes of a full band. */
  AxisWork[] bandAxes() {
    return job.band(bandPositions);
  }

  /**
   * Makes a band readable.
   *
   * @param start where the group's channels begin in {@code x}
   * @param copy room for {@link #copyLength} elements and a strip; overwritten where it is needed
   */
  Band open(int band, Elements x, int start, Elements copy) {
    int first = band * bandPositions;
    int positions = Math.min(bandPositions, job.axes()[0].positions() - first);
    if (aligned || (direct.isInPlace() && fits(x, start, first))) {
      return new Band(direct, directOffsets, x, start + bandStart(first), first, positions);
    }
    padded.copy(x, start, first, positions, copy);
    return new Band(padded, paddedOffsets, copy, 0, first, positions);
  }

  private int bandStart(int firstPosition) {
    int stride = 1;
    for (int a = 1; a < job.axes().length; a++) {
      stride *= job.axes()[a].sourceExtent();
    }
    return firstPosition * job.axes()[0].readStep() * stride;
  }

  /** True if a strip read from the band's last position ends inside the array. */
  private boolean fits(Elements x, int start, int firstPosition) {
    long end = (long) start + bandStart(firstPosition) + direct.reach(directOffsets);
    return end + kernel.width() < x.length();
  }

  /** A band that can be read: element k of position q is at start + base(q) + offsets[k]. */
  final class Band {
    final SourceLayout layout;
    final int[] offsets;
    final Elements elements;
    final int start;
    final int firstPosition;
    final int rows;
    final int rowLength;

    Band(
        SourceLayout layout,
        int[] offsets,
        Elements elements,
        int start,
        int firstPosition,
        int positions) {
      this.layout = layout;
      this.offsets = offsets;
      this.elements = elements;
      this.start = start;
      this.firstPosition = firstPosition;
      AxisWork[] axes = job.axes();
      int count = axes.length == 1 ? 1 : positions;
      for (int a = 1; a < axes.length - 1; a++) {
        count *= axes[a].positions();
      }
      this.rows = count;
      this.rowLength = axes.length == 1 ? positions : axes[axes.length - 1].positions();
    }

    /** Where position 0 of a row is read, before the offsets. */
    int rowStart(int row) {
      return start + layout.rowBase(row);
    }
  }

  /** The longest row of a band. */
  int longestRow() {
    return job.axes().length == 1 ? bandPositions : job.lastAxis().positions();
  }

  /** Positions of a full band. */
  long positions() {
    return Arrays.stream(bandAxes()).mapToLong(AxisWork::positions).reduce(1, (a, b) -> a * b);
  }
}
