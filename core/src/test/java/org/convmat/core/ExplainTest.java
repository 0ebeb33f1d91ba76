package org.convmat.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.convmat.core.execution.BackendRegistry;
import org.convmat.core.execution.CheckedBackend;
import org.convmat.core.explain.Cell;
import org.convmat.core.explain.Explainer;
import org.convmat.core.explain.Link;
import org.convmat.core.explain.Side;
import org.convmat.core.explain.SizeFormula;
import org.convmat.core.explain.Term;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Boundary;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.matrix.ConvolutionMatrix;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.ElementType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The explanation of every cell against the matrix and the product that it explains. */
class ExplainTest {

  private static final int CASES = 400;
  private static final Tensor KERNEL = Tensor.wrap(new double[] {1, 4, 1, 1, 4, 3, 3, 3, 1}, 3, 3);
  private static final CheckedBackend BACKEND = BackendRegistry.discover().select("ejml");

  @Test
  void theTutorialsCell() {
    Convolution convolution = Convolution.of(KERNEL).forGrid(2, 2);
    Explainer explainer = new Explainer(convolution.matrix(), true);
    Tensor small = Tensor.wrap(new double[] {2, 1, 4, 4}, 2, 2);
    List<Term> terms = explainer.terms(Cell.at(1, 2), small.elements());
    assertEquals(List.of(6.0, 4.0, 4.0, 16.0), terms.stream().map(Term::product).toList());
    assertEquals(List.of(6.0, 10.0, 14.0, 30.0), terms.stream().map(Term::sum).toList());
    assertEquals(List.of(1, 2), terms.get(0).link().tap());
    assertEquals(Cell.at(0, 0), terms.get(0).link().grid());
    assertEquals(6, terms.get(0).link().column());
    assertEquals(5, explainer.dropped(Side.IMAGE, Cell.at(1, 2)).size());
    assertEquals(9, explainer.scatter(Cell.at(0, 1)).size());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void termsAndLinesOfEveryCell(boolean transposed) {
    for (long seed = 1; seed <= CASES; seed++) {
      RandomConvolution.Case test = RandomConvolution.of(seed);
      Convolution convolution = test.convolution();
      Explainer explainer = new Explainer(convolution.matrix(), transposed);
      Tensor input = test.fill(transposed ? convolution.gridShape(1) : convolution.imageShape(1));
      try (BoundConvolution bound = convolution.on(BACKEND)) {
        Tensor output = transposed ? bound.applyTransposed(input) : bound.apply(input);
        for (int i = 0; i < output.shape().size(); i++) {
          Cell cell = explainer.outputSide().cell(explainer.geometry(), i);
          assertEquals(i, explainer.outputSide().index(explainer.geometry(), cell));
          checkSum(test, explainer.terms(cell, input.elements()), output, i);
          checkLine(test, explainer, cell, i);
        }
      }
    }
  }

  private static void checkSum(RandomConvolution.Case test, List<Term> terms, Tensor out, int i) {
    double magnitude = terms.stream().mapToDouble(t -> Math.abs(t.product())).sum();
    double ku = 2 * (terms.size() + 1) * out.elementType().unitRoundoff();
    double sum = terms.isEmpty() ? 0 : terms.get(terms.size() - 1).sum();
    double bound = test.integers() ? 0 : ku * magnitude;
    assertTrue(Math.abs(sum - out.elements().get(i)) <= bound, () -> test.text() + " cell " + i);
  }

  /** The row of C, or of C transposed, in its order; and no tap is unaccounted for. */
  private static void checkLine(
      RandomConvolution.Case test, Explainer explainer, Cell cell, int i) {
    var matrix = test.convolution().matrix();
    CsrMatrix c = explainer.transposed() ? matrix.sparseTransposed() : matrix.sparse();
    List<Link> line = explainer.line(cell);
    int begin = c.rowPointers()[i];
    assertEquals(c.rowPointers()[i + 1] - begin, line.size(), test.text());
    for (int e = 0; e < line.size(); e++) {
      assertEquals(c.columnIndices()[begin + e], line.get(e).index(explainer.inputSide()));
      assertEquals(c.values().get(begin + e), explainer.weight(line.get(e)));
    }
    Geometry g = explainer.geometry();
    int channels = explainer.transposed() ? g.gridChannelsPerGroup() : g.imageChannelsPerGroup();
    assertEquals(
        g.tapCount(),
        line.size() / channels + explainer.dropped(explainer.outputSide(), cell).size(),
        test.text());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void scatterIsTheTransposeOfGather(boolean transposed) {
    for (long seed = 1; seed <= CASES; seed++) {
      Explainer explainer =
          new Explainer(RandomConvolution.of(seed).convolution().matrix(), transposed);
      assertEquals(
          entries(explainer, explainer.outputSide()),
          entries(explainer, explainer.inputSide()),
          "seed " + seed);
    }
  }

  private static Set<String> entries(Explainer explainer, Side side) {
    Set<String> entries = new TreeSet<>();
    for (long i = 0; i < side.cells(explainer.geometry()); i++) {
      Cell cell = side.cell(explainer.geometry(), i);
      long previous = -1;
      boolean output = side == explainer.outputSide();
      for (Link link : output ? explainer.line(cell) : explainer.scatter(cell)) {
        long other = link.index(side == Side.GRID ? Side.IMAGE : Side.GRID);
        assertTrue(other > previous, "ascending");
        previous = other;
        assertEquals(cell, link.on(side));
        assertTrue(entries.add(link.toString()), "once");
      }
    }
    return entries;
  }

  /** With a boundary: sums are the product's, lines are C's, and a dropped tap has no link. */
  @ParameterizedTest
  @EnumSource
  void boundaries(Boundary boundary) {
    for (long seed = 1; seed <= 25; seed++) {
      RandomConvolution.Case test = RandomConvolution.of(seed);
      ConvolutionMatrix matrix =
          RandomConvolution.with(boundary, test.convolution().matrix()).as(ElementType.DOUBLE);
      for (boolean transposed : new boolean[] {false, true}) {
        Explainer explainer = new Explainer(matrix, transposed);
        CsrMatrix c = transposed ? matrix.sparseTransposed() : matrix.sparse();
        Side side = explainer.outputSide();
        for (int i = 0; i < side.cells(explainer.geometry()); i++) {
          checkLine(explainer, c, side.cell(explainer.geometry(), i), i);
        }
        assertEquals(joined(explainer, Side.GRID), joined(explainer, Side.IMAGE));
      }
    }
  }

  /** The links of one output cell, added up by input cell, are its line of C. */
  private static void checkLine(Explainer explainer, CsrMatrix c, Cell cell, int i) {
    Map<Long, Double> sums = new TreeMap<>();
    Set<List<Integer>> taps = new HashSet<>();
    for (Link link : explainer.line(cell)) {
      sums.merge(link.index(explainer.inputSide()), explainer.weight(link), Double::sum);
      taps.add(link.tap());
      boolean outside = !explainer.fell(link).equals(longs(link.image().position()));
      assertTrue(!outside || explainer.geometry().boundary() != Boundary.ZERO);
    }
    int begin = c.rowPointers()[i];
    assertEquals(c.rowPointers()[i + 1] - begin, sums.size());
    int e = begin;
    for (Map.Entry<Long, Double> entry : sums.entrySet()) {
      assertEquals(c.columnIndices()[e], entry.getKey().longValue());
      assertEquals(c.values().get(e++), entry.getValue(), 1e-9);
    }
    explainer.dropped(explainer.outputSide(), cell).forEach(d -> assertTrue(taps.add(d.tap())));
    assertEquals(explainer.geometry().tapCount(), taps.size());
  }

  private static List<Long> longs(List<Integer> values) {
    return values.stream().map(Long::valueOf).toList();
  }

  private static Set<String> joined(Explainer explainer, Side side) {
    Set<String> entries = new TreeSet<>();
    for (long i = 0; i < side.cells(explainer.geometry()); i++) {
      Cell cell = side.cell(explainer.geometry(), i);
      boolean output = side == explainer.outputSide();
      for (Link link : output ? explainer.line(cell) : explainer.scatter(cell)) {
        assertEquals(cell, link.on(side));
        assertTrue(entries.add(link.toString()), "once");
      }
    }
    return entries;
  }

  /** 1 2 3 4 with reflect and padding 2: the first tap falls on -2 and sees 3. */
  @Test
  void whereATapFellAndWhatItSees() {
    Convolution layer =
        Convolution.of(Tensor.wrap(new double[] {10, 20, 30, 40, 50}, 5))
            .padding(2)
            .boundary(Boundary.REFLECT)
            .forImage(4);
    Explainer explainer = new Explainer(layer.matrix(), false);
    List<Link> line = explainer.line(Cell.at(0));
    assertEquals(
        List.of("0 at 0", "1 at -1", "1 at 1", "2 at -2", "2 at 2"),
        line.stream()
            .map(l -> l.image().position().get(0) + " at " + explainer.fell(l).get(0))
            .toList());
    Tensor x = Tensor.wrap(new double[] {1, 2, 3, 4}, 4);
    List<Term> terms = explainer.terms(Cell.at(0), x.elements());
    assertEquals(30 + 2 * (20 + 40) + 3 * (10 + 50), terms.get(4).sum());
    assertEquals(List.of(), explainer.dropped(Side.GRID, Cell.at(0)));
  }

  @Test
  void reasonsOfWhatIsDropped() {
    Convolution padded = Convolution.of(KERNEL).stride(2).padding(1).forImage(5, 5);
    Explainer gather = new Explainer(padded.matrix(), false);
    assertEquals(5, gather.dropped(Side.GRID, Cell.at(0, 2)).size());
    assertEquals(
        "on axis 0 it touches -1, outside 0..4",
        gather.dropped(Side.GRID, Cell.at(0, 2)).get(0).reason());
    assertEquals(
        "on axis 1 it touches 5, outside 0..4",
        gather.dropped(Side.GRID, Cell.at(1, 2)).get(0).reason());
    Explainer scatter = new Explainer(padded.matrix(), true);
    List<String> reasons = new ArrayList<>();
    scatter
        .dropped(Side.IMAGE, Cell.at(0, 1))
        .forEach(d -> reasons.add(d.tap() + " " + d.reason()));
    assertTrue(
        reasons.contains("[0, 0] on axis 0 it touches -1, 1, ..., not 0"), reasons::toString);
    assertTrue(
        reasons.contains("[2, 0] on axis 0 it touches 1 at the least, from grid position 0"),
        reasons::toString);
  }

  /** Whatever the padding was, the formula gives the size. */
  @Test
  void theFormulaOfAnAxisAloneHolds() {
    for (long seed = 1; seed <= 2000; seed++) {
      for (ConvolutionAxis a : RandomConvolution.of(seed).convolution().geometry().axes()) {
        SizeFormula forward = SizeFormula.of(a, false);
        long span = a.dilation() * (a.kernel() - 1L);
        long grid =
            Math.floorDiv(a.image() + a.offset() + forward.end() - span - 1, a.stride()) + 1;
        assertEquals(a.grid(), grid, forward::toString);
        SizeFormula back = SizeFormula.of(a, true);
        long image =
            (a.grid() - 1L) * a.stride()
                - a.offset()
                - back.end()
                + span
                + 1
                + back.outputPadding();
        assertEquals(a.image(), image, back::toString);
      }
    }
    ConvolutionAxis same = new ConvolutionAxis(8, 4, 3, 2, 1, 1);
    assertEquals(
        "(4 - 1)*2 - 1 - 1 + 1*(3 - 1) + 1 + 1 = 8", SizeFormula.of(same, true).toString());
  }

  @Test
  void whatIsNotThereIsRefused() {
    Convolution convolution = Convolution.of(KERNEL).forGrid(2, 2);
    Explainer explainer = new Explainer(convolution.matrix(), true);
    Tensor small = Tensor.zeros(ElementType.DOUBLE, convolution.imageShape(1));
    assertThrows(InvalidInputException.class, () -> explainer.line(Cell.at(1, 4)));
    assertThrows(InvalidInputException.class, () -> explainer.line(Cell.at(1)));
    assertThrows(InvalidInputException.class, () -> explainer.scatter(Cell.at(-1, 0)));
    assertThrows(InvalidInputException.class, () -> explainer.line(new Cell(1, List.of(0, 0))));
    assertThrows(
        InvalidInputException.class, () -> explainer.terms(Cell.at(0, 0), small.elements()));
    assertArrayEquals(
        new long[] {4, 16},
        new long[] {Side.GRID.cells(explainer.geometry()), Side.IMAGE.cells(explainer.geometry())});
  }
}
