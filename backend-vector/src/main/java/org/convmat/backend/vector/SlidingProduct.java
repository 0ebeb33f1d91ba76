package org.convmat.backend.vector;

import org.convmat.spi.Elements;

/**
 * Runs a {@link PhaseJob} without packing what it reads: the kernel slides over the band itself,
 * one offset for each (tap, channel). For few rows of the product, where packing would cost more
 * than multiplying. Neighbouring rows of positions are taken as one run where they are neighbours
 * in memory; what lies between them is computed and not written. Thread-safe.
 */
final class SlidingProduct implements BandProduct {

  /** Elements of the padded copy of a band: 160 KiB of floats. */
  private static final int BAND = 40 * 1024;

  /** Elements of a block of the product: 64 KiB of floats. */
  private static final int STAGE = 16 * 1024;

  private final Kernel kernel;
  private final ConvolutionSide side;
  private final PhaseJob job;
  private final PhaseWriter writer;
  private final PackedRows[] weights;
  private final BandSource source;
  private final int blockStrips;
  private final Workspaces<Workspace> workspaces;

  private record Workspace(Elements source, Elements product) {}

  SlidingProduct(Kernel kernel, ConvolutionSide side, PhaseJob job, int threads, int alike) {
    this.kernel = kernel;
    this.side = side;
    this.job = job;
    this.writer = new PhaseWriter(kernel, side, job);
    this.weights = new PackedRows[side.groups()];
    for (int group = 0; group < weights.length; group++) {
      weights[group] = job.packWhole(group);
    }
    this.source =
        new BandSource(
            kernel, side, job, BAND, BandShare.of(kernel, side, job, threads, alike, true));
    this.blockStrips = Math.max(1, STAGE / (weights[0].paddedRows() * kernel.width()));
    this.workspaces =
        new Workspaces<>(
            () ->
                new Workspace(
                    kernel.scratch(source.copyLength() + source.longestRow()),
                    kernel.scratch(weights[0].paddedRows() * blockStrips * kernel.width())));
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
    int rowsOfRun = rowsOfRun(read);
    for (int row = 0; row < read.rows; row += rowsOfRun) {
      run(weights[group], read, row, rowsOfRun, space.product, y, target);
    }
    workspaces.give(space);
  }

  /**
   * Rows of positions that lie one after the other in memory, with a gap that is worth computing.
   */
  private int rowsOfRun(BandSource.Band read) {
    int last = job.axes().length - 1;
    if (last == 0 || job.axes()[last - 1].readStep() != 1) {
      return 1;
    }
    int gap = read.layout.rowStride() - read.rowLength;
    int width = kernel.width();
    int padding = (read.rowLength + width - 1) / width * width - read.rowLength;
    int together = last == 1 ? read.rows : job.axes()[last - 1].positions();
    return gap < padding ? together : 1;
  }

  private void run(
      PackedRows rows,
      BandSource.Band read,
      int firstRow,
      int count,
      Elements product,
      Elements y,
      int target) {
    int width = kernel.width();
    int stride = count == 1 ? read.rowLength : read.layout.rowStride();
    int length = (count - 1) * stride + read.rowLength;
    int start = read.rowStart(firstRow);
    int block = blockStrips * width;
    for (int from = 0; from < length; from += block) {
      int to = Math.min(length, from + block);
      for (int at = from; at < to; at += width) {
        rows.slide(kernel, read.elements, start + at, read.offsets, product, at - from, block);
      }
      write(read, firstRow, stride, from, to, product, block, y, target);
    }
  }

  /** Writes the positions of a block, without those between the rows. */
  private void write(
      BandSource.Band read,
      int firstRow,
      int stride,
      int from,
      int to,
      Elements product,
      int ld,
      Elements y,
      int target) {
    int position = from;
    while (position < to) {
      int row = position / stride;
      int column = position - row * stride;
      int end = Math.min(read.rowLength, column + to - position);
      if (column < end) {
        writer.write(
            firstRow + row,
            column,
            end,
            read.firstPosition,
            product,
            position - from,
            ld,
            y,
            target);
      }
      position += stride - column;
    }
  }
}
