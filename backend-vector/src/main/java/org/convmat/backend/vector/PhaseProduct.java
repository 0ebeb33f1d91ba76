package org.convmat.backend.vector;

import org.convmat.spi.Elements;

/**
 * Runs a {@link PhaseJob} on bands of its first axis: copies the band of the source with its
 * padding (or reads the source in place), multiplies block after block of positions with the packed
 * weights, and writes each block to its phases. Thread-safe; scratch memory is bounded by the
 * constants here plus, where one row of positions is longer, that row.
 */
final class PhaseProduct {

  /** Elements of the padded copy of a band: 512 KiB of floats. */
  private static final int BAND = 128 * 1024;

  /** Elements of a packed block of the right-hand side: 192 KiB of floats. */
  private static final int BLOCK = 48 * 1024;

  /** Elements of a block of the product: 256 KiB of floats. */
  private static final int STAGE = 64 * 1024;

  private final Kernel kernel;
  private final ConvolutionSide side;
  private final PhaseJob job;
  private final PhaseWriter writer;
  private final PackedRows[] weights;
  private final SourceLayout padded;
  private final int[] paddedOffsets;
  private final SourceLayout direct;
  private final int[] directOffsets;
  private final int bandPositions;
  private final int blockStrips;
  private final Workspaces<Workspace> workspaces;

  /** What one thread needs. */
  private static final class Workspace {
    final Elements source;
    final Elements packed;
    final Elements product;
    final int[] starts;
    final int[] lanes;

    Workspace(int source, int packed, int product, Kernel kernel) {
      this.source = kernel.scratch(source);
      this.packed = kernel.scratch(packed);
      this.product = kernel.scratch(product);
      this.starts = new int[kernel.width()];
      this.lanes = new int[kernel.width()];
    }
  }

  PhaseProduct(Kernel kernel, ConvolutionSide side, PhaseJob job, int threads) {
    this.kernel = kernel;
    this.side = side;
    this.job = job;
    this.writer = new PhaseWriter(kernel, side, job);
    this.weights = new PackedRows[side.groups()];
    for (int group = 0; group < weights.length; group++) {
      weights[group] = job.pack(group);
    }
    boolean inPlace = SourceLayout.canBeInPlace(job.axes());
    this.bandPositions = bandPositions(inPlace, threads);
    AxisWork[] band = job.band(bandPositions);
    this.padded = SourceLayout.padded(band, side.readChannels());
    this.paddedOffsets = padded.offsets();
    this.direct = inPlace ? SourceLayout.inPlace(band, side.readChannels()) : padded;
    this.directOffsets = inPlace ? direct.offsets() : paddedOffsets;
    this.blockStrips = blockStrips();
    this.workspaces = new Workspaces<>(this::workspace);
  }

  private Workspace workspace() {
    int ld = blockStrips * kernel.width();
    return new Workspace(
        padded.length(),
        PanelProduct.packedLength(kernel, weights[0], blockStrips),
        weights[0].paddedRows() * ld,
        kernel);
  }

  /** Positions of the first axis that make a band. */
  private int bandPositions(boolean inPlace, int threads) {
    AxisWork first = job.axes()[0];
    int share = (first.positions() + 4 * threads - 1) / (4 * threads);
    int most = threads == 1 ? first.positions() : Math.max(1, share);
    if (inPlace) {
      return most;
    }
    long one = SourceLayout.padded(job.band(1), side.readChannels()).length();
    if (job.axes().length == 1) {
      return Math.max(kernel.width(), Math.min(most, BAND / Math.max(1, side.readChannels())));
    }
    int span = first.highestShift() - first.lowestShift() + 1;
    long row = Math.max(1, one / span);
    long rows = Math.max(1, (BAND / row - span) / first.readStep() + 1);
    return (int) Math.max(1, Math.min(most, rows));
  }

  /** Strips of a block: what the packed right-hand side and the product have room for. */
  private int blockStrips() {
    int width = kernel.width();
    int byPacked = BLOCK / Math.max(1, weights[0].longestSlice() * width);
    int byProduct = STAGE / (weights[0].paddedRows() * width);
    long all = (job.positions() / job.axes()[0].positions() * bandPositions + width - 1) / width;
    return (int) Math.max(1, Math.min(all, Math.min(byPacked, byProduct)));
  }

  /** Number of bands. */
  int bands() {
    return (job.axes()[0].positions() + bandPositions - 1) / bandPositions;
  }

  /**
   * Multiplies one band of one group of one image.
   *
   * @param x the group's channels begin at {@code xStart}, contiguous
   * @param y the group's channels begin at {@code yStart}, contiguous
   */
  void run(int group, int band, Elements x, int xStart, Elements y, int yStart) {
    int first = band * bandPositions;
    int positions = Math.min(bandPositions, job.axes()[0].positions() - first);
    Workspace space = workspaces.take();
    boolean inPlace = direct.isInPlace() && fits(x, xStart, first);
    SourceLayout layout = inPlace ? direct : padded;
    int start = 0;
    if (inPlace) {
      start = xStart + bandStart(first);
    } else {
      padded.copy(x, xStart, first, space.source);
    }
    Source source =
        new Source(
            layout,
            inPlace ? directOffsets : paddedOffsets,
            inPlace ? x : space.source,
            start,
            rowLength(positions));
    int target = yStart + job.firstChannel() * side.writtenPositions();
    multiply(weights[group], source, rows(positions), first, space, y, target);
    workspaces.give(space);
  }

  /** Where a band's positions are read. */
  private static final class Source {
    final SourceLayout layout;
    final int[] offsets;
    final Elements elements;
    final int start;
    final int rowLength;

    Source(SourceLayout layout, int[] offsets, Elements elements, int start, int rowLength) {
      this.layout = layout;
      this.offsets = offsets;
      this.elements = elements;
      this.start = start;
      this.rowLength = rowLength;
    }
  }

  private int bandStart(int firstPosition) {
    int stride = 1;
    for (int a = 1; a < job.axes().length; a++) {
      stride *= job.axes()[a].sourceExtent();
    }
    return firstPosition * job.axes()[0].readStep() * stride;
  }

  /** True if a strip read from the band's last position ends inside the array. */
  private boolean fits(Elements x, int xStart, int firstPosition) {
    long end = (long) xStart + bandStart(firstPosition) + direct.reach(directOffsets);
    return end + kernel.width() < x.length();
  }

  private int rows(int positions) {
    int rows = job.axes().length == 1 ? 1 : positions;
    for (int a = 1; a < job.axes().length - 1; a++) {
      rows *= job.axes()[a].positions();
    }
    return rows;
  }

  private int rowLength(int positions) {
    return job.axes().length == 1 ? positions : job.lastAxis().positions();
  }

  private void multiply(
      PackedRows rows,
      Source source,
      int sourceRows,
      int firstPosition,
      Workspace space,
      Elements y,
      int target) {
    int width = kernel.width();
    int all = sourceRows * source.rowLength;
    int block = blockStrips * width;
    for (int from = 0; from < all; from += block) {
      int to = Math.min(all, from + block);
      int origin = from;
      int strips = (to - from + width - 1) / width;
      PanelProduct.multiply(
          kernel,
          rows,
          (strip, k0, k1, packed, position) -> {
            int begin = origin + strip * width;
            int pieces = pieces(source, begin, Math.min(all, begin + width), space);
            kernel.pack(
                source.elements,
                source.offsets,
                k0,
                k1,
                space.starts,
                space.lanes,
                pieces,
                packed,
                position);
          },
          strips,
          space.product,
          0,
          block,
          space.packed);
      write(source.rowLength, from, to, firstPosition, space.product, block, y, target);
    }
  }

  /** Cuts positions {@code from..to-1} where rows end; returns the number of pieces. */
  private static int pieces(Source source, int from, int to, Workspace space) {
    int pieces = 0;
    int position = from;
    while (position < to) {
      int row = position / source.rowLength;
      int column = position - row * source.rowLength;
      space.starts[pieces] = source.start + source.layout.rowBase(row) + column;
      space.lanes[pieces] = position - from;
      pieces++;
      position += source.rowLength - column;
    }
    return pieces;
  }

  private void write(
      int rowLength,
      int from,
      int to,
      int firstPosition,
      Elements product,
      int ld,
      Elements y,
      int target) {
    int position = from;
    while (position < to) {
      int row = position / rowLength;
      int column = position - row * rowLength;
      int end = Math.min(rowLength, column + to - position);
      writer.write(row, column, end, firstPosition, product, position - from, ld, y, target);
      position += end - column;
    }
  }
}
