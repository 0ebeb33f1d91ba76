package org.convmat.core.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.convmat.core.dialect.Abilities.Explicit;
import org.convmat.core.dialect.Abilities.OutputPadding;
import org.convmat.core.dialect.Dialect;
import org.convmat.core.dialect.Dialects;
import org.convmat.core.dialect.Direction;
import org.convmat.core.dialect.Padding;
import org.convmat.core.dialect.Padding.Ends;
import org.convmat.core.dialect.Parameters;
import org.convmat.spi.ConvolutionAxis;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The solver against trying every parameter, and its answers to the questions people ask. */
class SolverTest {

  private static final int SIZES = 24;
  private static final int KERNELS = 6;
  private static final int STRIDES = 4;
  private static final int DILATIONS = 3;

  /** Of frameworks with padding at each end apart, one wanted size in so many, in turn. */
  private static final int SAMPLE = 6;

  @TestFactory
  Collection<DynamicTest> everyDialectEqualsBruteForce() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Dialect dialect : Dialects.all()) {
      for (Direction direction : Direction.values()) {
        tests.add(
            DynamicTest.dynamicTest(
                dialect.id() + " " + direction, () -> equalsBruteForce(dialect, direction)));
      }
    }
    return tests;
  }

  /** Tens of millions of choices; {@code -Dconvmat.solve.full=true} takes every wanted size. */
  private static boolean isSampled(Dialect dialect) {
    Explicit kind = dialect.abilities(Direction.TRANSPOSED).explicit();
    return kind != Explicit.NONE
        && kind != Explicit.SYMMETRIC
        && !Boolean.getBoolean("convmat.solve.full");
  }

  private static void equalsBruteForce(Dialect dialect, Direction direction) {
    long found = 0;
    for (int n = 1; n <= SIZES; n++) {
      for (int k = 1; k <= KERNELS; k++) {
        for (int s = 1; s <= STRIDES; s++) {
          for (int d = 1; d <= DILATIONS; d++) {
            AxisProblem problem = new AxisProblem(dialect, direction, 2, n, k, s, d);
            BruteForce brute = new BruteForce(problem);
            int step = isSampled(dialect) ? SAMPLE : 1;
            for (int wanted = 1 + (n + k + s + d) % step; wanted <= SIZES; wanted += step) {
              List<Choice> choices = AxisSolver.choices(problem, wanted);
              String where = problem + " to " + wanted;
              assertEquals(brute.count(wanted), choices.size(), where);
              brute.requireDistinct(choices, wanted);
              if (!choices.isEmpty()) {
                Choice some = choices.get((n + k + wanted) % choices.size());
                assertEquals(wanted, problem.result(some.axis()), where);
              }
              found += choices.size();
            }
          }
        }
      }
    }
    assertTrue(found > 1000, dialect + " " + direction + " found " + found);
  }

  /**
   * Every parameter, tried: paddings by the framework's formula, everything else by the dialect.
   */
  private static final class BruteForce {
    private final AxisProblem problem;
    private final int[] explicit = new int[SIZES + 1];
    private final int[] worked = new int[SIZES + 1];

    BruteForce(AxisProblem problem) {
      this.problem = problem;
      countKeywords();
      Explicit kind = problem.dialect().abilities(problem.direction()).explicit();
      boolean allowed =
          kind != Explicit.NONE
              && (problem.dilation() == 1
                  || problem.direction() == Direction.CONVOLUTION
                  || problem.dialect() != Dialects.MATLAB);
      int most = (SIZES + 1) * (STRIDES + 1) + (KERNELS - 1) * DILATIONS + 1;
      for (int b = 0; b <= most && allowed; b++) {
        int from = kind == Explicit.END_ABOVE_MINUS_STRIDE ? 1 - problem.stride() : 0;
        for (int e = from; e <= most && !isBeyond(b, e); e++) {
          if (kind != Explicit.SYMMETRIC || b == e) {
            count(b, e);
          }
        }
      }
    }

    /** Whether this and every larger end give sizes outside what is looked at. */
    private boolean isBeyond(int begin, int end) {
      int[] sizes = sizes(begin, end, 0);
      boolean grows =
          problem.direction() == Direction.CONVOLUTION || problem.dialect() == Dialects.JAX;
      return grows ? sizes[0] > SIZES : sizes[sizes.length - 1] + limit() < 1;
    }

    private void count(int begin, int end) {
      for (int extra = 0; extra < limit(); extra++) {
        for (int size : sizes(begin, end, extra)) {
          if (size >= 1 && size <= SIZES) {
            explicit[size]++;
          }
        }
      }
    }

    private int limit() {
      int s = problem.stride();
      return switch (problem.dialect().abilities(problem.direction()).outputPadding()) {
        case NONE -> 1;
        case BELOW_STRIDE -> s;
        case BELOW_STRIDE_OR_DILATION -> Math.max(s, problem.dilation());
      };
    }

    /** What a padding gives; oneDNN's deconvolution takes any destination that rounds to it. */
    private int[] sizes(int begin, int end, int extra) {
      int n = problem.input();
      int s = problem.stride();
      int span = problem.dilation() * (problem.kernel() - 1) + 1;
      if (problem.direction() == Direction.CONVOLUTION) {
        int room = n + begin + end - span;
        return new int[] {room < 0 ? 0 : room / s + 1};
      }
      int full = (n - 1) * s + span;
      if (problem.dialect() == Dialects.JAX) {
        return new int[] {full - 2 * (span - 1) + begin + end};
      }
      if (problem.dialect() == Dialects.ONEDNN) {
        int[] sizes = new int[s];
        for (int more = 0; more < s; more++) {
          sizes[more] = full - begin - end + more;
        }
        return sizes;
      }
      return new int[] {full - begin - end + extra};
    }

    void requireDistinct(List<Choice> choices, int wanted) {
      long[] keys = new long[choices.size()];
      for (int i = 0; i < keys.length; i++) {
        keys[i] = key(choices.get(i).parameters(), wanted);
      }
      Arrays.sort(keys);
      for (int i = 1; i < keys.length; i++) {
        assertTrue(keys[i - 1] != keys[i], problem + " to " + wanted);
      }
    }

    int count(int wanted) {
      return explicit[wanted] + worked[wanted] + sized(wanted);
    }

    /** Keywords give the same size whatever is wanted. */
    private void countKeywords() {
      for (Parameters p : outputPaddings()) {
        for (Padding.Auto auto : Padding.Auto.values()) {
          problem
              .axis(p.withPadding(auto))
              .map(problem::result)
              .filter(size -> size <= SIZES)
              .ifPresent(size -> worked[size]++);
        }
      }
    }

    /** ONNX's output_shape, with every auto_pad. */
    private int sized(int wanted) {
      int count = 0;
      if (problem.dialect() == Dialects.ONNX && problem.direction() == Direction.TRANSPOSED) {
        for (Parameters p : outputPaddings()) {
          count += gives(p.withOutputSize(wanted), wanted);
          for (Padding.Auto auto : Padding.Auto.values()) {
            count += gives(p.withPadding(auto).withOutputSize(wanted), wanted);
          }
        }
      }
      return count;
    }

    private List<Parameters> outputPaddings() {
      List<Parameters> outputPaddings = new ArrayList<>();
      outputPaddings.add(problem.base());
      boolean takes =
          problem.dialect().abilities(problem.direction()).outputPadding() != OutputPadding.NONE;
      int first = problem.dialect() == Dialects.KERAS ? 0 : 1;
      for (int extra = first; extra < 6 && takes; extra++) {
        outputPaddings.add(problem.base().withOutputPadding(extra));
      }
      return outputPaddings;
    }

    private int gives(Parameters p, int wanted) {
      Optional<ConvolutionAxis> axis = problem.axis(p);
      return axis.isPresent() && problem.result(axis.get()) == wanted ? 1 : 0;
    }

    /** One number for each way to say it. */
    long key(Parameters p, int wanted) {
      long extra = p.outputPadding().isEmpty() ? 9 : p.outputPadding().get(0);
      long sized = p.outputSize().isEmpty() ? 0 : p.outputSize().get(0) == wanted ? 1 : 2;
      long padding;
      if (p.padding() instanceof Padding.Explicit explicitPadding) {
        Ends ends = explicitPadding.axes().get(0);
        padding = 1000 + (ends.begin() + 500) * 2000L + ends.end() + 500;
      } else {
        padding = List.of(Padding.Auto.values()).indexOf(p.padding());
      }
      return (padding * 3 + sized) * 10 + extra;
    }
  }

  /** keras#9883 and every U-Net: which padding gives 113? */
  @Test
  void fiftySevenTo113() {
    AxisProblem problem = new AxisProblem(Dialects.PYTORCH, Direction.TRANSPOSED, 2, 57, 3, 2, 1);
    Solution solution = Solver.solve(problem, 113);
    assertEquals(1, solution.choices().size());
    Choice choice = solution.choices().get(0);
    assertEquals(new Padding.Explicit(List.of(new Ends(1, 1))), choice.parameters().padding());
    assertTrue(choice.parameters().outputPadding().isEmpty());
    assertEquals(Optional.of(choice.parameters()), choice.adjointOf());
    assertTrue(solution.explanation().contains("(57 - 1)*2 + 3"), solution.explanation());
  }

  @Test
  void saysTheNearestWhereThereIsNone() {
    AxisProblem problem = new AxisProblem(Dialects.KERAS, Direction.TRANSPOSED, 2, 56, 3, 2, 1);
    Solution solution = Solver.solve(problem, 120);
    assertTrue(solution.choices().isEmpty());
    assertEquals(Optional.of(114), solution.below());
    assertEquals(Optional.empty(), solution.above());
    assertTrue(solution.explanation().contains("114"), solution.explanation());
  }

  @Test
  void twoInputsCollapseToOneOutput() {
    AxisProblem problem = new AxisProblem(Dialects.PYTORCH, Direction.CONVOLUTION, 2, 1, 3, 2, 1);
    Parameters p = problem.base().withPadding(new Padding.Explicit(List.of(new Ends(1, 1))));
    assertEquals(List.of(23, 24), Solver.inputsGiving(problem, p, 12));
  }

  @Test
  void everyChoiceOfATransposedConvolutionKnowsItsForwardConvolution() {
    AxisProblem problem = new AxisProblem(Dialects.ONNX, Direction.TRANSPOSED, 2, 7, 3, 2, 1);
    for (int wanted = 1; wanted <= 16; wanted++) {
      for (Choice choice : Solver.solve(problem, wanted).choices()) {
        Optional<Parameters> forward = choice.adjointOf();
        ConvolutionAxis axis = choice.axis();
        if (forward.isPresent()) {
          assertEquals(Optional.of(axis), problem.turned(axis.image()).axis(forward.get()));
        } else {
          assertTrue(axis.offset() < 0 || axis.image() < 1, choice.toString());
        }
      }
    }
  }

  /** A U-Net of three valid 3x3 convolutions with stride 2, and its way back. */
  @Test
  void everySkipConnectionOfAUnetFits() {
    AxisProblem down = new AxisProblem(Dialects.PYTORCH, Direction.CONVOLUTION, 2, 1, 3, 2, 1);
    Parameters padded = down.base().withPadding(new Padding.Explicit(List.of(new Ends(1, 1))));
    LayerStack.Layer layer = new LayerStack.Layer(down, padded);
    LayerStack encoder = new LayerStack(List.of(layer, layer, layer));
    assertEquals(List.of(113, 57, 29, 15), encoder.sizes(113));
    List<Solution> back = encoder.wayBack(113);
    assertEquals(List.of(29, 57, 113), back.stream().map(Solution::wanted).toList());
    assertTrue(back.stream().noneMatch(s -> s.choices().isEmpty()));
    // with one transposed convolution for all, only sizes that are multiples of 8 fit everywhere
    AxisProblem up = down.turned(1);
    LayerStack.Layer fixed = new LayerStack.Layer(up, padded.withOutputPadding(1));
    LayerStack net = new LayerStack(List.of(layer, layer, layer, fixed, fixed, fixed));
    List<LayerStack.Skip> skips =
        List.of(new LayerStack.Skip(2, 4), new LayerStack.Skip(1, 5), new LayerStack.Skip(0, 6));
    assertEquals(List.of(8, 16, 24, 32), net.inputsMeeting(skips, 32));
    assertFalse(net.inputsGiving(16, 32).isEmpty());
  }
}
