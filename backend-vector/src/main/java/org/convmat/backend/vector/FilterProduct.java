package org.convmat.backend.vector;

import java.util.Arrays;
import org.convmat.spi.Elements;

/**
 * A {@link PhaseJob} by minimal filters: tiles of the last two axes are transformed, multiplied
 * point by point, and transformed back. Fewer multiplications than the definition has, by up to a
 * factor of four; the error is bounded in relation to the largest values only, see {@link
 * org.convmat.spi.Accuracy#NORMWISE}.
 *
 * <p>Strips of tiles go through three stages, each a block of scratch memory: x at every point,
 * packed for the product; the products of a chunk of rows at every point; their outputs, one row at
 * a time. Thread-safe.
 */
final class FilterProduct implements BandProduct {

  /** Elements that the copy of a band should have at most: 512 KiB of floats. */
  private static final int BAND = 128 * 1024;

  /** Elements of x at all points, for a block of strips: 640 KiB of floats. */
  private static final int POINTS = 160 * 1024;

  /** Elements of the products of a chunk of rows at all points: 640 KiB of floats. */
  private static final int PRODUCTS = 160 * 1024;

  private static final int MOST_STRIPS = 8;

  private final Kernel kernel;
  private final FilterLoops loops;
  private final ConvolutionSide side;
  private final PhaseJob job;
  private final FilterAxis[] axes;
  private final FilterWriter writer;
  private final BandSource source;
  private final PackedRows[][][] weights;
  private final int points0;
  private final int points1;
  private final int depth;
  private final int chunk;
  private final int blockStrips;
  private final int ld;
  private final int pointStride;
  private final int productStride;
  private final int[] places;
  private final Workspaces<Workspace> workspaces;

  /** What one thread needs. */
  private static final class Workspace {
    final Elements source;
    final Elements stage;
    final Elements points;
    final Elements products;
    final Elements outputs;
    final FilterLoops.Pieces pieces;
    final FilterLoops.Pieces panels;
    final FilterRuns[] runs;
    final int[] in0;
    final int[] in1;

    Workspace(FilterProduct p) {
      source = p.kernel.scratch(p.source.copyLength());
      stage = p.kernel.scratch(p.points0 * p.points1 * p.ld);
      points = p.kernel.scratch(p.points0 * p.points1 * p.pointStride);
      products = p.kernel.scratch(p.points0 * p.points1 * p.productStride);
      outputs = p.kernel.scratch(p.points0 * p.points1 * p.ld);
      pieces = new FilterLoops.Pieces(p.blockStrips * p.kernel.width() + 1);
      panels = new FilterLoops.Pieces(p.blockStrips);
      runs = new FilterRuns[p.job.outerPhases() * p.job.lastAxis().phases()];
      Arrays.setAll(runs, i -> new FilterRuns());
      in0 = new int[p.points0];
      in1 = new int[p.points1];
    }
  }

  /**
   * Prepares a job.
   *
   * @param axes the axes of the job, of which only the last two may have several points
   * @param alike how many such products there are to do, for all jobs and groups
   */
  FilterProduct(
      Kernel kernel,
      ConvolutionSide side,
      PhaseJob job,
      FilterAxis[] axes,
      int threads,
      int alike) {
    this.kernel = kernel;
    this.loops = FilterLoops.of(kernel.type());
    this.side = side;
    this.job = job;
    this.axes = axes;
    this.writer = new FilterWriter(kernel, side, job, axes);
    int last = axes.length - 1;
    this.points0 = last == 0 ? 1 : axes[last - 1].points();
    this.points1 = axes[last].points();
    int points = points0 * points1;
    int classes = 1;
    AxisWork[] read = new AxisWork[axes.length];
    for (int a = 0; a < axes.length; a++) {
      classes *= axes[a].classes();
      read[a] = axes[a].source();
    }
    this.depth = classes * side.readChannels();
    PhaseJob tiles = new PhaseJob(side, read, job.firstChannel(), job.channels());
    this.source = new BandSource(kernel, side, tiles, BAND, share(tiles, threads, alike));
    int width = kernel.width();
    int fit = POINTS / Math.max(1, points * depth * width);
    int needed = (int) ((source.positions() + width - 1) / width);
    this.blockStrips = Math.max(1, Math.min(Math.min(fit, MOST_STRIPS), needed));
    this.ld = (blockStrips + 1) * width;
    this.pointStride = blockStrips * depth * width + width;
    int rows = PRODUCTS / (points * blockStrips * width);
    this.chunk = Math.max(4, Math.min(job.rows(), rows / 4 * 4));
    this.weights = new PackedRows[side.groups()][][];
    int chunks = (job.rows() + chunk - 1) / chunk;
    int padded = 0;
    for (int group = 0; group < weights.length; group++) {
      FilterWeights packer = new FilterWeights(side, job, axes, group);
      weights[group] = new PackedRows[chunks][];
      for (int c = 0; c < chunks; c++) {
        int count = Math.min(chunk, job.rows() - c * chunk);
        weights[group][c] = packer.pack(c * chunk, count);
        padded = Math.max(padded, weights[group][c][0].paddedRows());
      }
    }
    this.productStride = padded * blockStrips * width + width;
    this.places = places();
    this.workspaces = new Workspaces<>(() -> new Workspace(this));
  }

  /**
   * Positions of the first axis for a band, so that the threads are done soonest: few strips that
   * are not full, and tasks enough.
   */
  private int share(PhaseJob tiles, int threads, int alike) {
    int all = tiles.axes()[0].positions();
    long inner = tiles.positions() / all;
    int best = all;
    long least = Long.MAX_VALUE;
    for (int bands = 1; bands <= 4 * threads; bands++) {
      int share = (all + bands - 1) / bands;
      long tasks = (long) alike * ((all + share - 1) / share);
      long strips = (share * inner + kernel.width() - 1) / kernel.width();
      long time = (tasks + threads - 1) / threads * strips;
      if (time < least) {
        least = time;
        best = share;
      }
    }
    return best;
  }

  /** For every (place of the depth, point) which of the source's offsets it is. */
  private int[] places() {
    int channels = side.readChannels();
    int points = points0 * points1;
    int[] all = new int[depth * points];
    for (int k = 0; k < depth; k++) {
      for (int p = 0; p < points; p++) {
        int classes = k / channels;
        int rest = p;
        int place = 0;
        int scale = 1;
        for (int a = axes.length - 1; a >= 0; a--) {
          int count = axes[a].points();
          place += (classes % axes[a].classes() * count + rest % count) * scale;
          scale *= axes[a].classes() * count;
          classes /= axes[a].classes();
          rest /= count;
        }
        all[k * points + p] = place * channels + k % channels;
      }
    }
    return all;
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
    int target = yStart + job.firstChannel() * writer.plane();
    int all = read.rows * read.rowLength;
    int step = blockStrips * kernel.width();
    for (int from = 0; from < all; from += step) {
      int to = Math.min(all, from + step);
      int strips = (to - from + kernel.width() - 1) / kernel.width();
      transform(read, from, to, strips, space);
      int phases = job.lastAxis().phases();
      for (int n = 0; n < space.runs.length; n++) {
        writer.plan(read, from, to, n / phases, n % phases, ld, space.runs[n]);
      }
      for (int c = 0; c < weights[group].length; c++) {
        multiply(weights[group][c], strips, space);
        for (int row = 0; row < weights[group][c][0].rows(); row++) {
          write(c * chunk + row, row, strips, space, y, target);
        }
      }
    }
    workspaces.give(space);
  }

  /** x at every point, packed. */
  private void transform(BandSource.Band read, int from, int to, int strips, Workspace space) {
    int width = kernel.width();
    space.pieces.size = 0;
    for (int position = from; position < to; ) {
      int row = position / read.rowLength;
      int column = position - row * read.rowLength;
      int count = Math.min(to - position, read.rowLength - column);
      space.pieces.add(read.rowStart(row) + column, position - from, count);
      position += count;
    }
    space.panels.size = 0;
    for (int strip = 0; strip < strips; strip++) {
      space.panels.add(strip * width, strip * depth * width, width);
    }
    int[] in0 = space.in0;
    int[] in1 = space.in1;
    for (int k = 0; k < depth; k++) {
      for (int p1 = 0; p1 < points1; p1++) {
        for (int p0 = 0; p0 < points0; p0++) {
          in0[p0] = read.offsets[places[(k * points0 + p0) * points1 + p1]];
        }
        loops.forward(
            points0, read.elements, in0, space.pieces, space.stage, p1 * ld, points1 * ld);
      }
      for (int p0 = 0; p0 < points0; p0++) {
        for (int p1 = 0; p1 < points1; p1++) {
          in1[p1] = (p0 * points1 + p1) * ld;
        }
        int at = p0 * points1 * pointStride + k * width;
        loops.forward(points1, space.stage, in1, space.panels, space.points, at, pointStride);
      }
    }
  }

  /** The products of a chunk of rows at every point. */
  private void multiply(PackedRows[] rows, int strips, Workspace space) {
    int width = kernel.width();
    for (int p = 0; p < rows.length; p++) {
      PanelProduct.Block block =
          new PanelProduct.Block(space.products, p * productStride, blockStrips * width, width);
      for (int slice = 0; slice < rows[p].slices(); slice++) {
        int at = p * pointStride + rows[p].sliceStart(slice) * width;
        int panel = depth * width;
        PanelProduct.multiplySlice(
            kernel, rows[p], slice, space.points, n -> at + n * panel, strips, block);
      }
    }
  }

  /**
   * The outputs of a row; beside an axis that is transformed, one of a single point is passed over.
   */
  private void transformBack(int row, int strips, Workspace space) {
    int count = strips * kernel.width();
    Elements products = space.products;
    int from = row * blockStrips * kernel.width();
    int stride = productStride;
    int outputs0 = axes.length == 1 ? 1 : axes[axes.length - 2].outputs();
    if (points0 > 1) {
      Elements to = points1 > 1 ? space.stage : space.outputs;
      int points = points1 * stride;
      for (int p1 = 0; p1 < points1; p1++) {
        int at = from + p1 * stride;
        loops.inverse(points0, outputs0, products, at, points, to, p1 * ld, points1 * ld, count);
      }
      products = to;
      from = 0;
      stride = ld;
    }
    int outputs1 = axes[axes.length - 1].outputs();
    for (int j0 = 0; j0 < outputs0 && (points1 > 1 || points0 == 1); j0++) {
      int at = from + j0 * points1 * stride;
      int to = j0 * outputs1 * ld;
      loops.inverse(points1, outputs1, products, at, stride, space.outputs, to, ld, count);
    }
  }

  /** Writes a row: lines at once where nothing is left to transform, else what is staged. */
  private void write(int row, int rowOfChunk, int strips, Workspace space, Elements y, int target) {
    int phases = job.lastAxis().phases();
    int outerPhases = job.outerPhases();
    int base = target + row / phases / outerPhases * writer.plane();
    int outer = row / phases % outerPhases;
    FilterRuns runs = space.runs[outer * phases + row % phases];
    for (int n = 0; n < runs.linesEnd; n += 3) {
      loops.inverse(
          points0,
          axes[axes.length - 2].outputs(),
          space.products,
          rowOfChunk * blockStrips * kernel.width() + runs.lines[n],
          productStride,
          y,
          base + runs.lines[n + 1],
          writer.lineStep(),
          runs.lines[n + 2]);
    }
    if (runs.isStaged()) {
      transformBack(rowOfChunk, strips, space);
      int outputs = axes[axes.length - 1].outputs();
      loops.write(outputs, space.outputs, ld, runs, y, base, writer.step());
    }
  }
}
