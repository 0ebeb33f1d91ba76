package org.convmat.backend.vector;

import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.convmat.spi.Elements;

/**
 * Runs a {@link PhaseJob} like {@link PhaseProduct}, but packs every row of the source once for all
 * taps of the first axis: its strips are windows of what is packed, which overlap.
 *
 * <p>The depth runs over the taps of the first axis, then over all else, so a strip is the rows of
 * the source that it reads, one after the other, and the strip of a neighbour (see {@link
 * WindowOrder}) begins some rows later. Strips end with a row of positions; see {@link WindowPlan}.
 * Tiles are written in place. Thread-safe.
 */
final class WindowProduct implements BandProduct {

  /** Elements of the padded copy of a band: 160 KiB of floats. */
  private static final int BAND = 40 * 1024;

  /** The same where that is for too few members of a class: 1 MiB of floats. */
  private static final int LARGEST_BAND = 256 * 1024;

  /** Members of a class that a band should have at least. */
  private static final int MEMBERS = 4;

  private final Kernel kernel;
  private final ConvolutionSide side;
  private final PhaseJob job;
  private final PhaseWriter writer;
  private final PackedRows[] weights;
  private final Optional<AlignedZeros> zeros;
  private final BandSource source;
  private final WindowPlan plan;
  private final int middle;
  private final Workspaces<Workspace> workspaces;

  /** What one thread needs. */
  private static final class Workspace {
    final Elements source;
    final Elements packed;
    final BandStrips strips;

    Workspace(Elements source, Elements packed, BandStrips strips) {
      this.source = source;
      this.packed = packed;
      this.strips = strips;
    }
  }

  private WindowProduct(
      Kernel kernel,
      ConvolutionSide side,
      PhaseJob job,
      Optional<AlignedZeros> zeros,
      BandSource source,
      WindowPlan plan) {
    this.kernel = kernel;
    this.side = side;
    this.job = job;
    this.writer = new PhaseWriter(kernel, side, job);
    this.weights = new PackedRows[side.groups()];
    for (int group = 0; group < weights.length; group++) {
      weights[group] = job.packGrained(group, plan.depth());
    }
    this.zeros = zeros;
    this.source = source;
    this.plan = plan;
    this.middle = job.middlePositions();
    this.workspaces = new Workspaces<>(this::workspace);
  }

  /**
   * The product of a job that can be done so, whether or not it pays.
   *
   * @param alike how many jobs like this one there are
   * @param zeros those of a source that is to be packed where it lies; a padded copy if empty
   * @param block elements of a packed block, if one member of a class has no more
   */
  static Optional<WindowProduct> of(
      Kernel kernel,
      ConvolutionSide side,
      PhaseJob job,
      int threads,
      int alike,
      Optional<AlignedZeros> zeros,
      int block) {
    int width = kernel.width();
    int all = job.axes()[0].positions();
    if (WindowPlan.of(job, width, all, block).isEmpty()) {
      return Optional.empty();
    }
    IntToDoubleFunction steps =
        positions ->
            WindowPlan.of(job, width, positions, block)
                .map(plan -> plan.cost(positions, job.rows()))
                .orElseThrow();
    int share = BandShare.of(kernel, side, job, threads, alike, zeros.isEmpty(), steps);
    BandSource source =
        zeros.isPresent()
            ? BandSource.aligned(kernel, side, job, share)
            : new BandSource(kernel, side, job, copied(kernel, side, job), share);
    return WindowPlan.of(job, width, source.bandPositions(), block)
        .map(plan -> new WindowProduct(kernel, side, job, zeros, source, plan));
  }

  /** Elements that the copy of a band may have: enough for some members of every class. */
  private static int copied(Kernel kernel, ConvolutionSide side, PhaseJob job) {
    AxisWork first = job.axes()[0];
    int classes = WindowOrder.of(first).map(WindowOrder::classes).orElse(1);
    long rows = BandSource.span(first) + (long) MEMBERS * classes * first.readStep();
    long wanted = rows * BandSource.rowLength(kernel, side, job);
    return (int) Math.max(BAND, Math.min(LARGEST_BAND, wanted));
  }

  private Workspace workspace() {
    Elements packed = kernel.scratch(plan.packedLength());
    BandStrips strips =
        zeros.isPresent()
            ? new AlignedStrips(kernel, zeros.orElseThrow(), side.readChannels())
            : new PiecedStrips(kernel);
    return new Workspace(kernel.scratch(source.copyLength()), packed, strips);
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
    int target = yStart + job.firstChannel() * side.writtenPositions();
    WindowBlock block = new WindowBlock(kernel, writer, plan, job, space.strips, read, y);
    WindowOrder order = plan.order();
    for (int ofClass = 0; ofClass < order.classes(); ofClass++) {
      int members = order.members(read.rows / middle, ofClass);
      for (int from = 0; from < members; from += plan.members()) {
        int to = Math.min(members, from + plan.members());
        for (int between = 0; between < middle; between++) {
          for (int column = 0; column == 0 || column < plan.whole(); column += plan.columns()) {
            block.take(ofClass, between, column, from, to, target);
            multiply(weights[group], block, space.packed);
          }
        }
      }
    }
    workspaces.give(space);
  }

  private void multiply(PackedRows rows, WindowBlock block, Elements packed) {
    for (int slice = 0; slice < rows.slices(); slice++) {
      int from = rows.sliceStart(slice) / plan.depth();
      int to = rows.sliceStart(slice + 1) / plan.depth();
      block.pack(from, to, packed);
      PanelProduct.multiplySlice(kernel, rows, slice, packed, block, block.strips(), block);
    }
  }
}
