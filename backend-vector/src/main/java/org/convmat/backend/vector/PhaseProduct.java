package org.convmat.backend.vector;

import java.util.Optional;
import org.convmat.spi.Elements;

/**
 * Runs a {@link PhaseJob} on bands of its first axis: copies the band of the source with its
 * padding (or reads the source in place), multiplies block after block of positions with the packed
 * weights, and writes each block to its phases. Thread-safe; scratch memory is bounded by the
 * constants here plus, where one row of positions is longer, that row.
 */
final class PhaseProduct implements BandProduct {

  /** Elements of the padded copy of a band: 160 KiB of floats. */
  private static final int BAND = 40 * 1024;

  /** Elements of a packed block of the right-hand side: 192 KiB of floats. */
  private static final int BLOCK = 48 * 1024;

  /**
   * The same, where strips are so wide that a block would have too few to be packed together: such
   * processors have second caches of 1 MiB or more.
   */
  private static final int WIDE_BLOCK = (TileHeights.TALL ? 96 : 48) * 1024;

  /** Elements of a block of the product: 512 KiB of floats. */
  private static final int STAGE = 128 * 1024;

  /** Elements of a block of the product that are written together: 24 KiB of floats. */
  private static final int TOGETHER = 6 * 1024;

  /** In place of where a strip lies in the target: it is staged. */
  private static final int STAGED = -1;

  private final Kernel kernel;
  private final ConvolutionSide side;
  private final PhaseJob job;
  private final PhaseWriter writer;
  private final PackedRows[] weights;
  private final Optional<AlignedZeros> zeros;
  private final BandSource source;
  private final int blockStrips;
  private final boolean stretches;
  private final Workspaces<Workspace> workspaces;

  /** What one thread needs. */
  private static final class Workspace {
    final Elements source;
    final Elements packed;
    final Elements product;
    final BandStrips strips;
    final int[] places;

    Workspace(
        int source, int packed, int product, Kernel kernel, BandStrips strips, int blockStrips) {
      this.source = kernel.scratch(source);
      this.packed = kernel.scratch(packed);
      this.product = kernel.scratch(product);
      this.strips = strips;
      this.places = new int[blockStrips];
    }
  }

  /**
   * The product of a job.
   *
   * @param alike how many jobs like this one there are
   * @param zeros those of a source that is to be packed where it lies; a padded copy if empty
   */
  PhaseProduct(
      Kernel kernel,
      ConvolutionSide side,
      PhaseJob job,
      int threads,
      int alike,
      Optional<AlignedZeros> zeros) {
    this.kernel = kernel;
    this.side = side;
    this.job = job;
    this.writer = new PhaseWriter(kernel, side, job);
    this.weights = new PackedRows[side.groups()];
    for (int group = 0; group < weights.length; group++) {
      weights[group] = job.packSliced(group);
    }
    int share = BandShare.of(kernel, side, job, threads, alike, zeros.isEmpty());
    this.zeros = zeros;
    this.source =
        zeros.isPresent()
            ? BandSource.aligned(kernel, side, job, share)
            : new BandSource(kernel, side, job, BAND, share);
    this.stretches = writer.writesStretches();
    this.blockStrips = blockStrips();
    this.workspaces = new Workspaces<>(this::workspace);
  }

  private Workspace workspace() {
    int ld = blockStrips * kernel.width();
    return new Workspace(
        source.copyLength(),
        PanelProduct.packedLength(kernel, weights[0], blockStrips),
        stagedRows() * ld,
        kernel,
        zeros.isPresent()
            ? new AlignedStrips(kernel, zeros.orElseThrow(), side.readChannels())
            : new PiecedStrips(kernel),
        blockStrips);
  }

  /** Rows of the product that are staged: a chunk where that is finished at once, else all. */
  private int stagedRows() {
    return weights[0].slices() <= 1
        ? PanelProduct.longestChunk(weights[0])
        : weights[0].paddedRows();
  }

  /**
   * Strips of a block: what the packed right-hand side and the product have room for; whole rows of
   * positions, if half of that is enough for one, since they are written row by row.
   */
  private int blockStrips() {
    int width = kernel.width();
    int panel = Math.max(1, weights[0].longestSlice() * width);
    int byPacked = Math.max(BLOCK / panel, Math.min(PanelProduct.GROUP, WIDE_BLOCK / panel));
    int byProduct = STAGE / Math.max(1, stagedRows() * width);
    long all = (source.positions() + width - 1) / width;
    int most = (int) Math.max(1, Math.min(all, Math.min(byPacked, byProduct)));
    for (int strips = most; strips > most / 2 && !stretches; strips--) {
      if (strips * width % source.longestRow() == 0) {
        return strips;
      }
    }
    return most;
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
    multiply(weights[group], read, space, y, target);
    workspaces.give(space);
  }

  private void multiply(
      PackedRows rows, BandSource.Band read, Workspace space, Elements y, int target) {
    int width = kernel.width();
    int all = read.rows * read.rowLength;
    int block = blockStrips * width;
    boolean writesRows = job.writesRows() && rows.rows() == rows.paddedRows();
    for (int from = 0; from < all; from += block) {
      int to = Math.min(all, from + block);
      int origin = from;
      int strips = (to - from + width - 1) / width;
      for (int strip = 0; strip < strips; strip++) {
        int begin = from + strip * width;
        space.places[strip] = writesRows ? place(read, begin, to) : STAGED;
      }
      PanelProduct.multiply(
          kernel,
          rows,
          (n, k0, k1, packed, position, panel) ->
              space.strips.pack(read, origin, all, n, k0, k1, packed, position, panel),
          strips,
          new Tiles(rows, read, from, to, space.product, block, y, target, space.places),
          space.packed);
    }
  }

  /**
   * Where the strip at position {@code begin} lies in row 0 of the target, if it is a stretch of
   * it.
   */
  private int place(BandSource.Band read, int begin, int to) {
    int row = begin / read.rowLength;
    int column = begin - row * read.rowLength;
    boolean stretch =
        begin + kernel.width() <= to && (stretches || column + kernel.width() <= read.rowLength);
    return stretch ? writer.place(row, column, read.firstPosition) : STAGED;
  }

  /** The strips of a block: in the target itself where they are stretches of it, else staged. */
  private final class Tiles implements PanelProduct.Targets {
    private final boolean chunkwise;
    private final int[] places;
    private final BandSource.Band read;
    private final int from;
    private final int to;
    private final Elements stage;
    private final int block;
    private final Elements y;
    private final int target;

    Tiles(
        PackedRows rows,
        BandSource.Band read,
        int from,
        int to,
        Elements stage,
        int block,
        Elements y,
        int target,
        int[] places) {
      this.chunkwise = rows.slices() == 1;
      this.places = places;
      this.read = read;
      this.from = from;
      this.to = to;
      this.stage = stage;
      this.block = block;
      this.y = y;
      this.target = target;
    }

    private boolean direct(int strip) {
      return places[strip] != STAGED;
    }

    @Override
    public Elements elements(int strip) {
      return direct(strip) ? y : stage;
    }

    @Override
    public int position(int strip, int row) {
      return direct(strip)
          ? target + places[strip] + row * writer.plane()
          : strip * kernel.width() + staged(row);
    }

    /** Where a row of the product is staged; chunks that are written at once take turns. */
    private int staged(int row) {
      return chunkwise ? 0 : row * block;
    }

    @Override
    public boolean narrow(int strip) {
      return from + strip * kernel.width() + kernel.lanes() >= to;
    }

    @Override
    public void complete(int firstRow, int endRow) {
      write(this, firstRow, endRow);
    }

    @Override
    public int rowStride(int strip) {
      return direct(strip) ? writer.plane() : block;
    }

    @Override
    public int vectorStride(int strip) {
      return kernel.lanes();
    }
  }

  /**
   * Writes what is staged of a block, rows {@code firstRow..endRow-1} of the product: some channels
   * at a time, so that lines of the target that follow one another are written in turn.
   */
  private void write(Tiles tiles, int firstRow, int endRow) {
    int rows = job.outerPhases() * job.lastAxis().phases();
    int channels = Math.max(1, TOGETHER / (rows * tiles.block));
    int some = job.outerPhases() == 1 ? endRow : channels * rows;
    for (int row = firstRow; row < endRow; ) {
      int end = Math.min(endRow, (row / some + 1) * some);
      int at = tiles.staged(firstRow) + (row - firstRow) * tiles.block;
      write(tiles, row, end, at);
      row = end;
    }
  }

  /** The same, all of them; the first row is staged at {@code at}. */
  private void write(Tiles tiles, int firstRow, int endRow, int at) {
    BandSource.Band read = tiles.read;
    int width = kernel.width();
    for (int position = tiles.from; position < tiles.to; ) {
      int strip = (position - tiles.from) / width;
      if (tiles.direct(strip)) {
        position = tiles.from + (strip + 1) * width;
        continue;
      }
      int staged = strip + 1;
      while (tiles.from + staged * width < tiles.to && !tiles.direct(staged)) {
        staged++;
      }
      int end = Math.min(tiles.to, tiles.from + staged * width);
      int row = position / read.rowLength;
      int column = position - row * read.rowLength;
      int last = Math.min(read.rowLength, column + end - position);
      writer.write(
          row,
          column,
          last,
          read.firstPosition,
          firstRow,
          endRow,
          tiles.stage,
          at + position - tiles.from,
          tiles.block,
          tiles.y,
          tiles.target);
      position += last - column;
    }
  }
}
