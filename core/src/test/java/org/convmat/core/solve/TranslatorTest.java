package org.convmat.core.solve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.convmat.core.dialect.Dialect;
import org.convmat.core.dialect.Dialects;
import org.convmat.core.dialect.Direction;
import org.convmat.core.dialect.Padding;
import org.convmat.core.dialect.Padding.Auto;
import org.convmat.core.dialect.Padding.Ends;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.spi.ConvolutionAxis;
import org.junit.jupiter.api.Test;

class TranslatorTest {

  private static final Parameters P = Parameters.DEFAULT;

  /** keras#22876: kernel 3, stride 2, SAME, into PyTorch. */
  @Test
  void findsTheShiftOfOnePixelAndRepairsIt() {
    Parameters same = P.withStride(2).withPadding(Auto.SAME_UPPER);
    List<Integer> grid = List.of(16, 16);
    List<Integer> kernel = List.of(3, 3);
    Translation.Repaired repaired =
        assertInstanceOf(
            Translation.Repaired.class,
            new Translator(Dialects.KERAS, Dialects.PYTORCH, Direction.TRANSPOSED)
                .translate(grid, kernel, same));
    Translation.Shifted shifted = repaired.sameShape().get(0);
    assertEquals(
        new Padding.Explicit(List.of(new Ends(1, 1), new Ends(1, 1))),
        shifted.parameters().padding());
    assertEquals(List.of(1, 1), shifted.parameters().outputPadding());
    assertEquals(List.of(1, 1), shifted.pixels());
    assertEquals(List.of(new Ends(0, -1), new Ends(0, -1)), repaired.repair());
    assertTrue(repaired.summary().contains("shifted by [1, 1]"), repaired.summary());
    assertTrue(repaired.code().contains("F.conv_transpose2d(x, w, stride=(2, 2)"), repaired.code());
    assertTrue(repaired.code().contains("crop 1 at the end"), repaired.code());
    equalValues(Direction.TRANSPOSED, Dialects.KERAS, Dialects.PYTORCH, 16, 3, same);
  }

  @Test
  void sameKernelAndStrideIsIdentical() {
    Parameters same = P.withStride(2).withPadding(Auto.SAME_UPPER);
    Translation translation =
        new Translator(Dialects.KERAS, Dialects.PYTORCH, Direction.TRANSPOSED)
            .translate(List.of(8, 8), List.of(4, 4), same);
    Translation.Identical identical = assertInstanceOf(Translation.Identical.class, translation);
    assertEquals(
        "F.conv_transpose2d(x, w, stride=(2, 2), padding=(1, 1), output_padding=(0, 0), groups=1,"
            + " dilation=(1, 1))",
        identical.code());
  }

  @Test
  void saysWhyNot() {
    Translation groups =
        new Translator(Dialects.PYTORCH, Dialects.KERAS, Direction.TRANSPOSED)
            .translate(List.of(8), List.of(4), P.withGroups(2));
    assertTrue(groups.summary().contains("no groups"), groups.summary());
    Translation dilated =
        new Translator(Dialects.PYTORCH, Dialects.MATLAB, Direction.TRANSPOSED)
            .translate(List.of(8), List.of(4), P.withDilation(2));
    assertTrue(dilated.summary().contains("no dilation"), dilated.summary());
  }

  /** Whatever the answer, following it gives the values of the source, between all pairs. */
  @Test
  void followingTheAnswerGivesEqualValues() {
    Random random = new Random(11);
    int[] answers = new int[3];
    for (int i = 0; i < 4000; i++) {
      Dialect from = Dialects.all().get(random.nextInt(7));
      Dialect to = Dialects.all().get(random.nextInt(7));
      Direction direction = random.nextBoolean() ? Direction.CONVOLUTION : Direction.TRANSPOSED;
      Parameters p =
          P.withStride(1 + random.nextInt(4))
              .withDilation(from.stated(random.nextInt(3) == 0 ? 2 : 1));
      List<Auto> keywords = from.abilities(direction).keywords().stream().sorted().toList();
      if (!keywords.isEmpty() && random.nextBoolean()) {
        p = p.withPadding(keywords.get(random.nextInt(keywords.size())));
      } else {
        int begin = random.nextInt(3);
        Ends ends = new Ends(begin, random.nextBoolean() ? begin : random.nextInt(3));
        p = p.withPadding(new Padding.Explicit(List.of(ends)));
      }
      if (direction == Direction.TRANSPOSED && random.nextInt(3) == 0) {
        p = p.withOutputPadding(random.nextInt(2));
      }
      try {
        answers[
            equalValues(direction, from, to, 1 + random.nextInt(9), 1 + random.nextInt(4), p)]++;
      } catch (InvalidInputException e) {
        // the source itself refuses: draw again
      }
    }
    assertTrue(
        answers[0] > 300 && answers[1] > 200 && answers[2] > 100,
        answers[0] + " " + answers[1] + " " + answers[2]);
  }

  private static int equalValues(
      Direction direction, Dialect from, Dialect to, int input, int kernel, Parameters p) {
    List<Integer> extents = List.of(input, input);
    List<Integer> taps = List.of(kernel, kernel);
    ConvolutionAxis source = from.axes(direction, extents, taps, p, true).get(0);
    Translation answer = new Translator(from, to, direction).translate(extents, taps, p);
    if (answer instanceof Translation.Impossible) {
      return 2;
    }
    Random random = new Random(input * 31L + kernel);
    double[] x = random.doubles(input).toArray();
    double[] w = random.doubles(kernel).toArray();
    double[] expected = run(direction, source, x, w);
    if (answer instanceof Translation.Identical same) {
      assertEquals(source, to.axes(direction, extents, taps, same.parameters(), true).get(0));
      return 0;
    }
    Translation.Repaired repaired = (Translation.Repaired) answer;
    Ends ends = repaired.repair().get(0);
    boolean conv = direction == Direction.CONVOLUTION;
    double[] in = conv ? pad(x, ends) : x;
    List<Integer> inside = List.of(in.length, in.length);
    ConvolutionAxis target = to.axes(direction, inside, taps, repaired.parameters(), true).get(0);
    double[] out = run(direction, target, in, w);
    assertArrayEquals(expected, conv ? out : pad(out, ends), 1e-12, from + " " + to + " " + p);
    for (Translation.Shifted shifted : repaired.sameShape()) {
      ConvolutionAxis axis = shifted.axes().get(0);
      assertEquals(source.image(), axis.image());
      assertEquals(source.grid(), axis.grid());
    }
    return 1;
  }

  private static double[] run(Direction direction, ConvolutionAxis axis, double[] x, double[] w) {
    boolean conv = direction == Direction.CONVOLUTION;
    double[] y = new double[conv ? axis.grid() : axis.image()];
    for (int o = 0; o < axis.grid(); o++) {
      for (int t = 0; t < axis.kernel(); t++) {
        int i = (int) axis.imagePosition(o, t);
        if (i >= 0 && i < axis.image()) {
          y[conv ? o : i] += w[t] * x[conv ? i : o];
        }
      }
    }
    return y;
  }

  private static double[] pad(double[] x, Ends ends) {
    double[] y = new double[x.length + ends.begin() + ends.end()];
    for (int i = 0; i < y.length; i++) {
      int from = i - ends.begin();
      y[i] = from >= 0 && from < x.length ? x[from] : 0;
    }
    return y;
  }
}
