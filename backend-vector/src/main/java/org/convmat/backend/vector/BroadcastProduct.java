package org.convmat.backend.vector;

import java.util.Optional;
import java.util.stream.IntStream;
import org.convmat.spi.Elements;

/**
 * Runs a {@link PhaseJob} with the rows of its product across the vector. Every element of the
 * source is read where it lies in the band, repeated through a vector and multiplied with vectors
 * of weights:
 *
 * <pre>{@code
 * sums[position][row] = sum over k of x[start(position) + offsets[k]] * w[k][row]
 * }</pre>
 *
 * <p>Nothing is packed, since single elements can be read anywhere at the same price, and no row of
 * positions must be a multiple of a vector: they are taken four at a time. What remains is to turn
 * sums into rows of the target. (Georganas et al., <i>Anatomy of high-performance deep learning
 * convolutions on SIMD architectures</i>, 2018, with the channels across the vector as well, but
 * with all tensors in such a layout.) It takes sixteen sums, and so 32 registers, to be faster than
 * {@link PhaseProduct}. Thread-safe.
 */
final class BroadcastProduct implements BandProduct {

  /** Elements of the padded copy of a band: 320 KiB of floats. */
  private static final int BAND = 80 * 1024;

  /** Steps of the depth that beginning a band takes, some 2 us. */
  private static final int BAND_BEGINS = 6000;

  /** Elements that a block of positions should read: 256 KiB of floats. */
  private static final int BLOCK = 64 * 1024;

  /** Elements of the sums of a block, or of its part of the product: 128 KiB of floats. */
  private static final int SUMS = 32 * 1024;

  private static final int GROUP = BroadcastLoops.GROUP;

  private final Kernel kernel;
  private final BroadcastLoops loops;
  private final ConvolutionSide side;
  private final PhaseJob job;
  private final PhaseWriter writer;
  private final BroadcastWeights[] weights;
  private final int[] order;
  private final BandSource source;
  private final Optional<SlideRows> slides;
  private final int blockGroups;
  private final Workspaces<Workspace> workspaces;

  private record Workspace(
      PositionGroups vectors,
      PositionGroups groups,
      Elements source,
      Elements sums,
      Elements product) {}

  /**
   * The product of a job.
   *
   * @param alike how many jobs like this one there are
   */
  BroadcastProduct(Kernel kernel, ConvolutionSide side, PhaseJob job, int threads, int alike) {
    this.kernel = kernel;
    this.loops = BroadcastLoops.of(kernel.type());
    this.side = side;
    this.job = job;
    this.writer = new PhaseWriter(kernel, side, job);
    int row = job.lastAxis().positions();
    int whole = SlideRows.columns(job, row, kernel.lanes());
    this.order = whole > 0 ? job.linesOfDepth() : IntStream.range(0, job.depth()).toArray();
    this.slides =
        whole > 0
            ? Optional.of(new SlideRows(kernel, job, side.groups(), writer.plane(), order))
            : Optional.empty();
    // Rows of a single axis are cut into bands, which may have a rest where the whole has none.
    boolean hasRest = whole < row || job.axes().length == 1;
    this.weights = new BroadcastWeights[hasRest ? side.groups() : 0];
    for (int group = 0; group < weights.length; group++) {
      weights[group] =
          new BroadcastWeights(kernel, job, side.convolution().weights(), group, order);
    }
    int width = kernel.width();
    int share =
        BandShare.of(
            kernel,
            side,
            job,
            threads,
            alike,
            true,
            n -> BAND_BEGINS + BroadcastCost.steps(job, n, width));
    this.source =
        slides.isPresent()
            ? BandSource.byLine(
                kernel, side, job, BAND, Math.min(share, SlideRows.bandPositions(job)))
            : new BandSource(kernel, side, job, BAND, share);
    this.blockGroups = blockGroups();
    this.workspaces = new Workspaces<>(this::workspace);
  }

  private Workspace workspace() {
    int block = blockGroups * GROUP * kernel.width();
    boolean once = weights.length == 0 || weights[0].slices() <= 1;
    return new Workspace(
        new PositionGroups(kernel.lanes(), job, writer, source),
        new PositionGroups(GROUP, job, writer, source),
        kernel.scratch(source.copyLength() + source.longestRow()),
        kernel.scratch(once ? 2 * GROUP * kernel.width() : block),
        kernel.scratch(job.isSinglePhase() ? 0 : block));
  }

  /** Groups of a block: an even number, or whole rows where these are staged. */
  private int blockGroups() {
    int bySums = SUMS / (kernel.width() * GROUP);
    long read = (long) side.readChannels() * GROUP * job.lastAxis().readStep();
    int most = (int) Math.max(2, Math.min(bySums, BLOCK / read) / 2 * 2);
    int row = PositionGroups.of(source.longestRow(), GROUP);
    return most < row || job.isSinglePhase() ? most : most / row * row;
  }

  @Override
  public int bands() {
    return source.bands();
  }

  @Override
  public long written() {
    return job.written() * job.channels();
  }

  @Override
  public long copyLength() {
    return source.copyLength();
  }

  @Override
  public void run(int group, int band, Elements x, int xStart, Elements y, int yStart) {
    Workspace space = workspaces.take();
    BandSource.Band read = source.open(band, x, xStart, space.source);
    int[] offsets = IntStream.of(order).map(k -> read.offsets[k]).toArray();
    int target = yStart + job.firstChannel() * side.writtenPositions();
    int whole = SlideRows.columns(job, read.rowLength, kernel.lanes());
    if (whole > 0) {
      space.vectors.fill(read, 0, whole);
      slides.orElseThrow().run(group, read, offsets, space.vectors, y, target);
    }
    space.groups.fill(read, whole, read.rowLength);
    for (int from = 0; from < space.groups.count(); from += blockGroups) {
      int to = Math.min(space.groups.count(), from + blockGroups);
      for (int strip = 0; strip < weights[group].strips(); strip++) {
        new Block(read, offsets, from, to, weights[group], strip, space, y, target).run();
      }
    }
    workspaces.give(space);
  }

  /** A strip of the product for some groups of positions. */
  private final class Block {
    private final BandSource.Band read;
    private final int[] offsets;
    private final int from;
    private final int to;
    private final BroadcastWeights weights;
    private final int strip;
    private final Workspace space;
    private final PositionGroups groups;
    private final Elements y;
    private final int target;
    private final boolean staged;
    private final int positions;

    Block(
        BandSource.Band read,
        int[] offsets,
        int from,
        int to,
        BroadcastWeights weights,
        int strip,
        Workspace space,
        Elements y,
        int target) {
      this.read = read;
      this.offsets = offsets;
      this.from = from;
      this.to = to;
      this.weights = weights;
      this.strip = strip;
      this.space = space;
      this.groups = space.groups;
      this.y = y;
      this.target = target;
      this.staged = !job.isSinglePhase();
      this.positions = (to - from) * GROUP;
    }

    void run() {
      int slices = weights.slices();
      int strip = GROUP * kernel.width();
      for (int slice = 0; slice < slices; slice++) {
        for (int group = from; group < to; group += 2) {
          int next = Math.min(group + 1, to - 1);
          int c = slices == 1 ? 0 : (group - from) * strip;
          multiply(slice, group, next, c, next == group ? c : c + strip);
          if (slice == slices - 1) {
            finish(group, next, c);
          }
        }
      }
      if (staged) {
        writeStaged();
      }
    }

    /**
     * A slice of the sums of two groups, which may be the same. One by one if they do not read the
     * same part of the depth: every sum has one order, whatever its neighbour.
     */
    private void multiply(int slice, int group, int next, int c0, int c1) {
      if (!groups.readAlike(group, next)) {
        multiply(slice, group, group, c0, c0);
        multiply(slice, next, next, c1, c1);
        return;
      }
      int k0 = Math.max(weights.sliceStart(slice), groups.begin(group));
      int k1 = Math.min(weights.sliceStart(slice + 1), groups.end(group));
      int x0 = groups.start(group);
      int x1 = groups.start(next);
      Elements x = read.elements;
      Elements w = weights.strip(strip);
      Elements c = space.sums;
      if (weights.isNarrow(strip)) {
        loops.multiplyNarrow(x, x0, x1, offsets, k0, k1, w, c, c0, c1, slice > 0);
      } else {
        loops.multiply(x, x0, x1, offsets, k0, k1, w, c, c0, c1, slice > 0);
      }
    }

    /** Turns the sums of two groups into rows: both at once where they are neighbours. */
    private void finish(int group, int next, int c) {
      if (groups.areNeighbours(group, next)) {
        turn(group, c, 2 * GROUP);
        return;
      }
      int positions = Math.min(GROUP, read.rowLength);
      turn(group, c, positions);
      if (next != group) {
        turn(next, c + GROUP * kernel.width(), positions);
      }
    }

    private void turn(int group, int c, int positions) {
      int rows = weights.rows(strip);
      int place = groups.place(group);
      if (staged) {
        int at = place - groups.place(from);
        loops.write(space.sums, c, rows, positions, space.product, at, 1, this.positions);
      } else {
        int plane = writer.plane();
        int at = target + place + weights.firstRow(strip) * plane;
        loops.write(space.sums, c, rows, positions, y, at, groups.step(), plane);
      }
    }

    /** Writes the strip's part of the product, row of positions by row. */
    private void writeStaged() {
      int first = weights.firstRow(strip);
      int end = first + weights.rows(strip);
      int start = groups.place(from);
      int last = groups.place(to - 1) + Math.min(GROUP, read.rowLength);
      for (int place = start; place < last; ) {
        int row = place / read.rowLength;
        int column = place - row * read.rowLength;
        int endColumn = Math.min(read.rowLength, column + last - place);
        writer.write(
            row,
            column,
            endColumn,
            read.firstPosition,
            first,
            end,
            space.product,
            place - start,
            positions,
            y,
            target);
        place += endColumn - column;
      }
    }
  }
}
