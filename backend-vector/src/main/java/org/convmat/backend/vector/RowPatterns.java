package org.convmat.backend.vector;

import java.util.ArrayList;
import java.util.List;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.Elements;

/**
 * The weights of a {@link RowProduct} as vectors, one for each (written channel, read channel, tap
 * of all axes but the last, place of the last), each a period and a vector long so that it can be
 * read from anywhere in the period. Immutable.
 */
final class RowPatterns {

  private final ConvolutionSide side;
  private final RowAxis rowAxis;
  private final int length;
  private final Elements[] groups;

  RowPatterns(Kernel kernel, ConvolutionSide side, RowAxis rowAxis) {
    this.side = side;
    this.rowAxis = rowAxis;
    int repeat = rowAxis.repeat();
    this.length = repeat == 1 ? kernel.lanes() : Math.max(kernel.lanes(), repeat) + kernel.lanes();
    this.groups = new Elements[side.groups()];
    for (int group = 0; group < groups.length; group++) {
      groups[group] = patterns(kernel, group);
    }
  }

  /** The vectors of a group. */
  Elements group(int group) {
    return groups[group];
  }

  private Elements patterns(Kernel kernel, int group) {
    Elements weights = side.convolution().weights();
    int all = side.writtenChannels() * side.readChannels() * outerTaps() * rowAxis.places();
    Elements patterns = Elements.allocate(kernel.type(), Math.multiplyExact(all, length));
    int at = 0;
    for (int written = 0; written < side.writtenChannels(); written++) {
      for (int read = 0; read < side.readChannels(); read++) {
        for (int tap = 0; tap < outerTaps(); tap++) {
          for (int place = 0; place < rowAxis.places(); place++) {
            for (int i = 0; i < length; i++) {
              int t = tap * lastKernel() + rowAxis.tap(place, i);
              patterns.set(at++, weights.get(side.weight(group, written, read, t)));
            }
          }
        }
      }
    }
    return patterns;
  }

  private int lastKernel() {
    return side.axes().get(side.axes().size() - 1).kernel();
  }

  private int outerTaps() {
    return side.taps() / lastKernel();
  }

  /**
   * The terms for every written channel and every choice of a residue for each axis of the box,
   * channels slowest, then the first axis.
   *
   * @param rowStep the distance between the rows of the box, or of what is read in its place
   * @param channelStep the same for read channels
   */
  List<RowTerms> terms(RowBox box, int rowStep, int channelStep) {
    int residues = 1;
    for (int a = 0; a < box.axes(); a++) {
      residues *= box.axis(a).writeStep();
    }
    List<RowTerms> all = new ArrayList<>();
    for (int written = 0; written < side.writtenChannels(); written++) {
      for (int n = 0; n < residues; n++) {
        all.add(terms(box, rowStep, channelStep, written, n));
      }
    }
    return all;
  }

  /** In the order of where they read, later rows later, so that neighbours share what they read. */
  private RowTerms terms(RowBox box, int rowStep, int channelStep, int written, int residues) {
    List<Link> links = List.of(new Link(0, 0));
    int rest = residues;
    int below = 1;
    int tapScale = 1;
    for (int a = box.axes() - 1; a >= 0; a--) {
      RowOuter axis = box.axis(a);
      int residue = rest % axis.writeStep();
      rest /= axis.writeStep();
      List<Link> longer = new ArrayList<>();
      for (int j = 0; j < axis.taps(residue).length; j++) {
        int tap = axis.taps(residue)[j] * tapScale;
        int row = (axis.shifts(residue)[j] - axis.lowest()) * below;
        links.forEach(link -> longer.add(new Link(link.tap + tap, link.row + row)));
      }
      links = longer;
      below *= box.extent(a);
      tapScale *= kernel(a);
    }
    List<Link> sorted = links.stream().sorted((p, q) -> Integer.compare(p.row, q.row)).toList();
    int places = rowAxis.places();
    int count = side.readChannels() * sorted.size() * places;
    int[] starts = new int[count];
    int[] offsets = new int[count];
    int n = 0;
    for (int read = 0; read < side.readChannels(); read++) {
      int channel = (written * side.readChannels() + read) * outerTaps();
      for (Link link : sorted) {
        for (int place = 0; place < places; place++) {
          starts[n] = ((channel + link.tap) * places + place) * length;
          offsets[n] = read * channelStep + link.row * rowStep + rowAxis.shift(place);
          n++;
        }
      }
    }
    return new RowTerms(starts, offsets);
  }

  /** Taps of an axis of the box; 1 for the axis that is not there. */
  private int kernel(int axis) {
    List<ConvolutionAxis> axes = side.axes();
    return axes.size() == 1 ? 1 : axes.get(axis).kernel();
  }

  /** A tap of all axes but the last and the row of the box that it reads for position 0. */
  private record Link(int tap, int row) {}
}
