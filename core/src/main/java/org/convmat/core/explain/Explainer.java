package org.convmat.core.explain;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.matrix.ConvolutionMatrix;
import org.convmat.spi.Elements;

/**
 * Says where the numbers of a product come from, of {@code y = C x} or of {@code u = C^T v}: the
 * terms of an output cell (the gather view), and what becomes of an input cell (the scatter view).
 * The one is the transpose of the other. Builds no form of the matrix. Immutable and thread-safe.
 *
 * <pre>{@code
 * Explainer explainer = new Explainer(convolution.matrix(), true);
 * for (Term term : explainer.terms(Cell.at(1, 2), input)) {
 *   System.out.println(term.value() + " * " + term.weight());
 * }
 * }</pre>
 */
public final class Explainer {

  private final ConvolutionMatrix matrix;
  private final boolean transposed;
  private final Links links;

  /**
   * Of a product with a matrix.
   *
   * @param transposed whether the product is with the transpose
   */
  public Explainer(ConvolutionMatrix matrix, boolean transposed) {
    this.matrix = matrix;
    this.transposed = transposed;
    this.links = new Links(matrix.geometry());
  }

  /** Axes and channels. */
  public Geometry geometry() {
    return matrix.geometry();
  }

  /** Whether the product is with the transpose. */
  public boolean transposed() {
    return transposed;
  }

  /** The side of the cells that are read. */
  public Side inputSide() {
    return Side.input(transposed);
  }

  /** The side of the cells that are written. */
  public Side outputSide() {
    return Side.output(transposed);
  }

  /** The weight that a link adds to its entry of C. */
  public double weight(Link link) {
    return matrix.weights().get(link.weightIndex());
  }

  /**
   * Where the tap of a link fell, one position for each axis. Without a boundary that is the
   * image's cell; with one it may lie outside, and the image's cell is what the boundary shows
   * there.
   */
  public List<Long> fell(Link link) {
    ImmutableList.Builder<Long> fell = ImmutableList.builder();
    for (int a = 0; a < geometry().axes().size(); a++) {
      int grid = link.grid().position().get(a);
      fell.add(geometry().axes().get(a).imagePosition(grid, link.tap().get(a)));
    }
    return fell.build();
  }

  /**
   * The links of an output cell, ascending by input cell: its row of C, or with the transpose its
   * column.
   *
   * @throws InvalidInputException if there is no such cell
   */
  public List<Link> line(Cell output) {
    return links.of(outputSide(), output);
  }

  /**
   * The links of an input cell, ascending by output cell: what it is scattered to.
   *
   * @throws InvalidInputException if there is no such cell
   */
  public List<Link> scatter(Cell input) {
    return links.of(inputSide(), input);
  }

  /**
   * The taps that have no part in a cell of either side, and why.
   *
   * @throws InvalidInputException if there is no such cell
   */
  public List<Dropped> dropped(Side side, Cell cell) {
    return links.dropped(side, cell);
  }

  /**
   * The terms of an output cell with their numbers, ascending by input cell. The sums are formed in
   * double, in this order; those of whole numbers up to 2<sup>53</sup> are exact.
   *
   * @param input one image, or with the transpose one grid: all channels, positions row-major
   * @throws InvalidInputException if there is no such cell, or the input has another size
   */
  public List<Term> terms(Cell output, Elements input) {
    if (input.length() != inputSide().cells(geometry())) {
      throw new InvalidInputException(
          "the input has %d elements, the %s has %d",
          input.length(), inputSide(), inputSide().cells(geometry()));
    }
    ImmutableList.Builder<Term> terms = ImmutableList.builder();
    double sum = 0;
    for (Link link : line(output)) {
      double value = input.get((int) link.index(inputSide()));
      double product = weight(link) * value;
      sum += product;
      terms.add(new Term(link, weight(link), value, product, sum));
    }
    return terms.build();
  }
}
