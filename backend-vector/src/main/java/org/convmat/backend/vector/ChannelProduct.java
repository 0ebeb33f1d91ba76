package org.convmat.backend.vector;

import java.util.ArrayList;
import java.util.List;
import org.convmat.spi.Elements;

/**
 * A direction with the written channels across the vector. The source is transposed, so that the
 * channels of a position are neighbours; then, for every tap, the positions that it brings together
 * are multiplied with its weights, read channels x written channels, a strip of these at a time:
 *
 * <pre>{@code
 * y[written position][channel] += sum over k of x[read position][k] * w[tap][k][channel]
 * }</pre>
 *
 * <p>What lies outside is not multiplied, and no strip of positions is ragged, which counts on
 * small images; nothing is packed or padded. The depth of a product is the read channels alone, so
 * these must be many. A sum is one chain for each tap and slice of the channels, and these in
 * order, however positions and channels are cut. Thread-safe.
 */
final class ChannelProduct implements BandProduct {

  /**
   * Longest slice of the read channels: the weights of a tap for a strip of floats, two 256-bit
   * vectors, then take half of a first cache.
   */
  private static final int SLICE = 256;

  /** Most elements of the transposed source: 1 MiB of floats. */
  private static final int SOURCE = 256 * 1024;

  /** Elements of the sums of a strip that a block of positions should have: 256 KiB of floats. */
  private static final int SUMS = 64 * 1024;

  /** Most pairs of positions: 1 MiB of lists. */
  private static final int PAIRS = 128 * 1024;

  /** Fewest positions that are worth a band. */
  private static final int POSITIONS = 16;

  private final Kernel kernel;
  private final ChannelLoops loops;
  private final ConvolutionSide side;
  private final int firstChannel;
  private final int channels;
  private final int bands;
  private final int blocks;
  private final List<TapPairs> taps;
  private final ChannelPairs[][] pairs;
  private final Elements[][] weights;
  private final Workspaces<Workspace> workspaces;

  /** What one thread needs: a row of the source for each position, and the sums of a strip. */
  private static final class Workspace {
    final Elements[] source;
    final Elements sums;

    Workspace(Elements[] source, Elements sums) {
      this.source = source;
      this.sums = sums;
    }
  }

  private ChannelProduct(
      Kernel kernel, ConvolutionSide side, int firstChannel, int channels, int bands) {
    this.kernel = kernel;
    this.loops = ChannelLoops.of(kernel.type());
    this.side = side;
    this.firstChannel = firstChannel;
    this.channels = channels;
    this.bands = bands;
    this.blocks = blocks(side.writtenPositions(), bands, kernel.width());
    this.taps = TapPairs.of(side);
    this.pairs = new ChannelPairs[bands * blocks][taps.size()];
    for (int block = 0; block < pairs.length; block++) {
      for (int t = 0; t < taps.size(); t++) {
        pairs[block][t] =
            ChannelPairs.of(
                taps.get(t), firstPosition(block), firstPosition(block + 1), kernel.width());
      }
    }
    this.weights = new Elements[side.groups()][];
    for (int group = 0; group < weights.length; group++) {
      weights[group] = pack(group);
    }
    this.workspaces = new Workspaces<>(this::workspace);
  }

  /** Blocks of a band. */
  private static int blocks(int positions, int bands, int width) {
    return (int) (((long) positions * width / bands + SUMS - 1) / SUMS);
  }

  private Workspace workspace() {
    int longest = (side.writtenPositions() + pairs.length - 1) / pairs.length;
    Elements[] source = new Elements[side.readPositions()];
    for (int p = 0; p < source.length; p++) {
      source[p] = kernel.scratch(side.readChannels());
    }
    return new Workspace(source, kernel.scratch(longest * kernel.width()));
  }

  /** True if the transposed source and the lists of pairs are not too long. */
  static boolean fits(ConvolutionSide side) {
    long grid = side.transposed() ? side.readPositions() : side.writtenPositions();
    return (long) side.readPositions() * side.readChannels() <= SOURCE
        && grid * side.taps() <= PAIRS;
  }

  /** Tiles of pairs for every strip of channels. */
  static long tiles(ConvolutionSide side) {
    return TapPairs.tiles(side, ChannelLoops.PAIRS);
  }

  /** Slices of the read channels. */
  static int slices(ConvolutionSide side) {
    return (side.readChannels() + SLICE - 1) / SLICE;
  }

  /** The product cut by channels, whole strips of them, and then by positions. */
  static List<BandProduct> of(Kernel kernel, ConvolutionSide side, int threads) {
    int width = kernel.width();
    int strips = (side.writtenChannels() + width - 1) / width;
    int tasks = threads == 1 ? 1 : 2 * threads;
    int share = Math.max(1, strips / tasks) * width;
    int parts = (side.writtenChannels() + share - 1) / share;
    int bands =
        Math.max(1, Math.min((tasks + parts - 1) / parts, side.writtenPositions() / POSITIONS));
    List<BandProduct> products = new ArrayList<>();
    for (int from = 0; from < side.writtenChannels(); from += share) {
      int count = Math.min(share, side.writtenChannels() - from);
      products.add(new ChannelProduct(kernel, side, from, count, bands));
    }
    return products;
  }

  private int strips() {
    return (channels + kernel.width() - 1) / kernel.width();
  }

  private int firstPosition(int block) {
    return (int) ((long) side.writtenPositions() * block / pairs.length);
  }

  /** The weights of a group, for each strip and tap: read channel x channel of the strip. */
  private Elements[] pack(int group) {
    int width = kernel.width();
    int depth = side.readChannels();
    Elements from = side.convolution().weights();
    Elements[] panels = new Elements[strips() * taps.size()];
    for (int panel = 0; panel < panels.length; panel++) {
      int first = panel / taps.size() * width;
      int tap = taps.get(panel % taps.size()).tap();
      int present = Math.min(width, channels - first);
      panels[panel] = Elements.allocate(kernel.type(), Math.multiplyExact(depth, width));
      for (int k = 0; k < depth; k++) {
        for (int j = 0; j < present; j++) {
          int position = side.weight(group, firstChannel + first + j, k, tap);
          panels[panel].set(k * width + j, from.get(position));
        }
      }
    }
    return panels;
  }

  @Override
  public int bands() {
    return bands;
  }

  @Override
  public long written() {
    return (long) side.writtenPositions() * channels;
  }

  @Override
  public long copyLength() {
    return (long) side.readPositions() * side.readChannels();
  }

  @Override
  public void run(int group, int band, Elements x, int xStart, Elements y, int yStart) {
    Workspace space = workspaces.take();
    loops.transpose(x, xStart, side.readChannels(), side.readPositions(), space.source);
    for (int block = band * blocks; block < (band + 1) * blocks; block++) {
      for (int strip = 0; strip < strips(); strip++) {
        multiply(block, strip, weights[group], space, y, yStart);
      }
    }
    workspaces.give(space);
  }

  private void multiply(
      int block, int strip, Elements[] panels, Workspace space, Elements y, int yStart) {
    int width = kernel.width();
    int from = firstPosition(block);
    int count = firstPosition(block + 1) - from;
    space.sums.fill(0, count * width, 0);
    add(pairs[block], panels, strip * taps.size(), space);
    int first = strip * width;
    int present = Math.min(width, channels - first);
    int plane = side.writtenPositions();
    int target = yStart + (firstChannel + first) * plane + from;
    loops.write(space.sums, count, present, y, target, plane);
  }

  /** Adds every tap's products; its weights are {@code panels[panel]} and those after it. */
  private void add(ChannelPairs[] ofTaps, Elements[] panels, int panel, Workspace space) {
    int depth = side.readChannels();
    int slices = slices(side);
    for (int t = 0; t < ofTaps.length; t++) {
      for (int slice = 0; slice < slices; slice++) {
        int from = (int) ((long) depth * slice / slices);
        int to = (int) ((long) depth * (slice + 1) / slices);
        loops.add(space.source, from, to, ofTaps[t], panels[panel + t], space.sums);
      }
    }
  }
}
