package org.convmat.core.explain;

import static java.util.Comparator.comparingLong;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.convmat.core.explain.AxisLinks.Touch;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Geometry;

/**
 * The entries of a convolution matrix that belong to one cell: the row of a grid's cell, the column
 * of an image's. Works out no other entry, so it answers for matrices that could never be stored.
 * Immutable and thread-safe.
 */
public final class Links {

  private final Geometry geometry;
  private final List<AxisLinks> axes;

  /** The entries of the matrix of {@code geometry}. */
  public Links(Geometry geometry) {
    this.geometry = geometry;
    this.axes = geometry.taps().stream().map(AxisLinks::new).toList();
  }

  /**
   * What a cell is joined to, in the order of the other side: columns of a row, rows of a column.
   * With a boundary, several taps may join the same two cells; the entry of C is their sum.
   *
   * @throws InvalidInputException if there is no such cell
   */
  public List<Link> of(Side side, Cell cell) {
    side.require(geometry, cell);
    List<List<Touch>> touches = new ArrayList<>();
    for (int a = 0; a < axes.size(); a++) {
      touches.add(axes.get(a).of(side, cell.position().get(a)));
    }
    List<Link> links = new ArrayList<>();
    for (int other : otherChannels(side, cell.channel())) {
      int grid = side == Side.GRID ? cell.channel() : other;
      int image = side == Side.GRID ? other : cell.channel();
      Lists.cartesianProduct(touches).forEach(touch -> links.add(link(grid, image, touch)));
    }
    // where a boundary lets two taps see one cell, the axes alone do not keep the order
    links.sort(comparingLong(link -> link.index(side == Side.GRID ? Side.IMAGE : Side.GRID)));
    return ImmutableList.copyOf(links);
  }

  /**
   * The taps that join a cell to nothing, in the kernel's order.
   *
   * @throws InvalidInputException if there is no such cell
   */
  public List<Dropped> dropped(Side side, Cell cell) {
    side.require(geometry, cell);
    ImmutableList.Builder<Dropped> dropped = ImmutableList.builder();
    List<List<Integer>> taps =
        geometry.axes().stream().map(axis -> range(0, axis.kernel())).toList();
    for (List<Integer> tap : Lists.cartesianProduct(taps)) {
      reason(side, cell, tap).ifPresent(reason -> dropped.add(new Dropped(tap, reason)));
    }
    return dropped.build();
  }

  private Optional<String> reason(Side side, Cell cell, List<Integer> tap) {
    for (int a = 0; a < axes.size(); a++) {
      String axis = "on axis " + a + " it ";
      Optional<String> reason = axes.get(a).reason(side, cell.position().get(a), tap.get(a));
      if (reason.isPresent()) {
        return reason.map(axis::concat);
      }
    }
    return Optional.empty();
  }

  /** The channels of the other side that are in the group of {@code channel}. */
  private List<Integer> otherChannels(Side side, int channel) {
    int grids = geometry.gridChannelsPerGroup();
    int images = geometry.imageChannelsPerGroup();
    int group = channel / (side == Side.GRID ? grids : images);
    int others = side == Side.GRID ? images : grids;
    return range(group * others, others);
  }

  private static List<Integer> range(int first, int count) {
    return IntStream.range(first, first + count).boxed().toList();
  }

  private Link link(int gridChannel, int imageChannel, List<Touch> touches) {
    Cell grid = new Cell(gridChannel, touches.stream().map(Touch::grid).toList());
    Cell image = new Cell(imageChannel, touches.stream().map(Touch::image).toList());
    List<Integer> weight = new ArrayList<>();
    weight.add(gridChannel);
    weight.add(imageChannel % geometry.imageChannelsPerGroup());
    touches.forEach(touch -> weight.add(touch.tap()));
    return new Link(
        grid,
        Side.GRID.index(geometry, grid),
        image,
        Side.IMAGE.index(geometry, image),
        weight,
        weightIndex(weight));
  }

  private int weightIndex(List<Integer> weight) {
    int index = weight.get(0) * geometry.imageChannelsPerGroup() + weight.get(1);
    for (int a = 0; a < geometry.axes().size(); a++) {
      index = index * geometry.axes().get(a).kernel() + weight.get(a + 2);
    }
    return index;
  }
}
