package org.convmat.backend.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.Elements;
import org.convmat.spi.support.Strided;

/**
 * C<sup>T</sup> tap by tap: every grid position is multiplied with the weights of every tap, one
 * product (channel, tap) x read channels times read channels x positions, whose right-hand side is
 * the source as it lies; {@link TapSums} then adds, for every written position, the products that
 * reach it. This is the column buffer of the usual algorithm, a band of it at a time and summed by
 * gathering. The source is packed once for each part of the channels, not for each tap, and no
 * position is multiplied that is not there. Thread-safe.
 */
final class TapProduct implements BandProduct {

  /** Elements of the products of a band that should not be passed: 1 MiB of floats. */
  private static final int STAGE = 256 * 1024;

  /** Elements of a packed block of the source: 192 KiB of floats. */
  private static final int BLOCK = 48 * 1024;

  /** Columns that a band should have. */
  private static final int COLUMNS = 256;

  private final Kernel kernel;
  private final ConvolutionSide side;
  private final int firstChannel;
  private final int channels;
  private final PackedRows[] weights;
  private final TapSums sums;
  private final Optional<TapTable> table;
  private final int inner;
  private final int extent;
  private final int kept;
  private final int margin;
  private final int bandRows;
  private final int taskRows;
  private final int ld;
  private final int blockStrips;
  private final Workspaces<Workspace> workspaces;

  /** What one thread needs. */
  private static final class Workspace {
    final Elements products;
    final Elements packed;
    final TapSums.Scratch scratch;
    final int[] start = new int[1];
    final int[] lane = new int[1];
    final int[] offsets;

    Workspace(Elements products, Elements packed, TapSums.Scratch scratch, int[] offsets) {
      this.products = products;
      this.packed = packed;
      this.scratch = scratch;
      this.offsets = offsets;
    }
  }

  private TapProduct(
      Kernel kernel, ConvolutionSide side, int firstChannel, int channels, int tasks) {
    this.kernel = kernel;
    this.side = side;
    this.firstChannel = firstChannel;
    this.channels = channels;
    this.weights = new PackedRows[side.groups()];
    int rows = channels * side.taps();
    for (int group = 0; group < weights.length; group++) {
      int g = group;
      weights[group] =
          PackedRows.sliced(
              side.convolution().weights(),
              rows,
              side.readChannels(),
              (row, k) -> side.weight(g, firstChannel + row / side.taps(), k, row % side.taps()));
    }
    this.extent = side.readExtent(0);
    this.inner = side.readPositions() / extent;
    this.kept = longestLag(side.axes().get(0));
    this.margin = longestLag(side.axes().get(side.axes().size() - 1));
    int fit = STAGE / weights[0].paddedRows() / inner - kept;
    this.taskRows = Math.max(1, (extent + tasks - 1) / tasks);
    this.bandRows = Math.min(taskRows, Math.max(Math.max(1, fit), kept));
    int columns = margin + (kept + bandRows) * inner;
    int strips = (columns + kernel.width() - 1) / kernel.width() + 1;
    this.ld = (strips % 2 == 0 ? strips + 1 : strips) * kernel.width();
    this.sums = new TapSums(kernel, side, channels, ld);
    // So few positions are one band for any number of threads; then nothing is kept from a band
    // before it, and the columns for that stay 0.
    int before = margin + kept * inner;
    boolean oneBand = side.readPositions() <= COLUMNS && bandRows == extent;
    this.table =
        oneBand && before > 0 && TapTable.suits(kernel, side)
            ? Optional.of(TapTable.of(kernel, side, ld, -before))
            : Optional.empty();
    int slice = weights[0].longestSlice() * kernel.width();
    this.blockStrips = Math.max(1, BLOCK / Math.max(1, slice));
    this.workspaces = new Workspaces<>(this::workspace);
  }

  private Workspace workspace() {
    int[] offsets = new int[side.readChannels()];
    for (int k = 0; k < offsets.length; k++) {
      offsets[k] = k * side.readPositions();
    }
    int strips = Math.min(blockStrips, ld / kernel.width());
    return new Workspace(
        kernel.scratch(Math.multiplyExact(weights[0].paddedRows(), ld)),
        kernel.scratch(PanelProduct.packedLength(kernel, weights[0], strips)),
        sums.scratch(bandRows + kept),
        offsets);
  }

  /**
   * The product cut into two tasks for each thread, by rows of positions, and by channels where
   * there are too few of these. Not more tasks: neighbours both multiply what lies between them,
   * and each part of the channels packs the source.
   */
  static List<BandProduct> of(Kernel kernel, ConvolutionSide side, int threads) {
    int positions = side.readPositions();
    long fit = mostChannels(side);
    int tasks = threads == 1 ? 1 : 2 * threads;
    int tasksOfRows = positions >= COLUMNS * 2 ? Math.min(tasks, positions / COLUMNS) : 1;
    int tasksOfChannels = (tasks + tasksOfRows - 1) / tasksOfRows;
    long share = Math.max(1, (side.writtenChannels() + tasksOfChannels - 1) / tasksOfChannels);
    int channels = (int) Math.min(side.writtenChannels(), Math.min(fit, share));
    int parts = (side.writtenChannels() + channels - 1) / channels;
    List<BandProduct> products = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      int from = (int) ((long) side.writtenChannels() * part / parts);
      int to = (int) ((long) side.writtenChannels() * (part + 1) / parts);
      products.add(new TapProduct(kernel, side, from, to - from, tasksOfRows));
    }
    return products;
  }

  /** Channels whose products of enough columns fit into the stage, at least one. */
  static long mostChannels(ConvolutionSide side) {
    return Math.max(1, STAGE / (columns(side) * side.taps()));
  }

  /** True if the stage has room for the products of a single channel. */
  static boolean fits(ConvolutionSide side) {
    return columns(side) * side.taps() <= STAGE;
  }

  private static long columns(ConvolutionSide side) {
    int positions = side.readPositions();
    int inner = positions / side.readExtent(0);
    long kept = (long) longestLag(side.axes().get(0)) * inner;
    return Math.min(positions, Math.max(COLUMNS, inner)) + kept;
  }

  /** Grid positions from the first to the last that reach the same written position. */
  static int longestLag(ConvolutionAxis axis) {
    return Math.multiplyExact(axis.kernel() - 1, axis.dilation()) / axis.stride();
  }

  @Override
  public int bands() {
    return (extent + taskRows - 1) / taskRows;
  }

  @Override
  public long written() {
    return sums.written() * channels;
  }

  @Override
  public long copyLength() {
    return (long) weights[0].paddedRows() * ld;
  }

  @Override
  public void run(int group, int band, Elements x, int xStart, Elements y, int yStart) {
    Workspace space = workspaces.take();
    int from = band * taskRows;
    int end = Math.min(extent, from + taskRows);
    int target = yStart + firstChannel * side.writtenPositions();
    for (int at = Math.max(0, from - kept); at < end; ) {
      int to = Math.min(end, at + bandRows);
      multiply(weights[group], at, to, x, xStart, space);
      sum(at, Math.max(at, from), to, space, y, target);
      if (to < end) {
        keep(weights[group].rows(), to - at, space.products);
      }
      at = to;
    }
    workspaces.give(space);
  }

  /** The sums of positions {@code from..to-1} of the first axis, products from {@code at} on. */
  private void sum(int at, int from, int to, Workspace space, Elements y, int target) {
    int origin = margin + (kept - at) * inner;
    if (table.isEmpty()) {
      int last = to == extent ? Integer.MAX_VALUE : to;
      sums.write(space.products, origin, from, last, space.scratch, y, target);
      return;
    }
    for (int channel = 0; channel < channels; channel++) {
      int base = channel * side.taps() * ld + origin;
      int start = target + channel * side.writtenPositions();
      table.orElseThrow().write(space.products, base, y, start);
    }
  }

  /** The products of positions {@code at..to-1} of the first axis. */
  private void multiply(PackedRows rows, int at, int to, Elements x, int xStart, Workspace space) {
    int width = kernel.width();
    int begin = xStart + at * inner;
    int count = (to - at) * inner;
    int strips = (count + width - 1) / width;
    for (int block = 0; block < strips; block += blockStrips) {
      int first = begin + block * width;
      int left = count - block * width;
      PanelProduct.multiply(
          kernel,
          rows,
          (n, k0, k1, packed, position, panel) ->
              pack(x, first, left, n, k0, k1, space, packed, position, panel),
          Math.min(blockStrips, strips - block),
          new PanelProduct.Block(space.products, margin + kept * inner + block * width, ld, width),
          space.packed);
    }
  }

  /** Packs strips; only the last one of an array may be too short to be read whole. */
  private void pack(
      Elements x,
      int start,
      int columns,
      int strips,
      int k0,
      int k1,
      Workspace space,
      Elements packed,
      int position,
      int panel) {
    int width = kernel.width();
    int last = start + space.offsets[k1 - 1] + width;
    for (int strip = 0; strip < strips; ) {
      int at = position + strip * panel;
      int begin = start + strip * width;
      if (strip + PanelProduct.GROUP <= strips
          && last + (strip + PanelProduct.GROUP - 1) * width <= x.length()) {
        kernel.packGroup(x, space.offsets, k0, k1, begin, packed, at, panel);
        strip += PanelProduct.GROUP;
      } else if (last + strip * width <= x.length()) {
        space.start[0] = begin;
        kernel.pack(x, space.offsets, k0, k1, space.start, space.lane, 1, packed, at);
        strip++;
      } else {
        int count = Math.min(width, columns - strip * width);
        for (int k = k0; k < k1; k++) {
          int row = at + (k - k0) * width;
          kernel.padRow(x, begin + space.offsets[k], 1, packed, row, 0, count, width);
        }
        strip++;
      }
    }
  }

  /** Moves the products that the next band needs, too, to its beginning. */
  private void keep(int rows, int done, Elements products) {
    for (int row = 0; row < rows && kept > 0; row++) {
      int at = row * ld + margin;
      Strided.copy(products, at + done * inner, 1, products, at, 1, kept * inner);
    }
  }
}
