package org.convmat.backend.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.convmat.spi.Accuracy;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.convmat.spi.StructuredConvolution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the cost model takes for layers that people have, whatever the number of threads. */
class PhasePlanTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // name, transposed, channels in, side, out, kernel, stride, padding, groups, way, of 512 bits
    "one channel doubled,      true,  1,   512, 1,   4, 2, 1, 1,  RowProduct,     RowProduct",
    "one channel filtered,     false, 1,   512, 1,   3, 1, 1, 1,  RowProduct,     RowProduct",
    "decoder on small images,  true,  512, 8,   256, 4, 2, 1, 1,  ChannelProduct, ChannelProduct",
    "decoder on middle images, true,  256, 16,  128, 4, 2, 1, 1,  ChannelProduct, ChannelProduct",
    "decoder on tiny images,   true,  512, 4,   256, 4, 2, 1, 1,  ChannelProduct, ChannelProduct",
    "with weights in memory,   true,  1024, 4,  512, 4, 2, 1, 1,  TapProduct,     ChannelProduct",
    "deep and small,           false, 256, 7,   256, 3, 1, 1, 1,  ChannelProduct, ChannelProduct",
    "deep and of middle size,  false, 128, 26,  128, 3, 1, 1, 1,  PhaseProduct,   BroadcastProduct",
    "small with few channels,  false, 12,  7,   40,  3, 1, 1, 1,  PhaseProduct,   BroadcastProduct",
    "decoder to three channels,true,  128, 32,  3,   4, 2, 1, 1,  TapProduct,     TapProduct",
    "super-resolution,         true,  56,  128, 1,   9, 3, 4, 1,  TapProduct,     SlidingProduct",
    "odd kernel and stride 2,  true,  64,  64,  32,  3, 2, 1, 1,  TapProduct,     BroadcastProduct",
    "kernel equal to stride,   true,  64,  112, 64,  2, 2, 0, 1,  PhaseProduct,   PhaseProduct",
    "stride 1 transposed,      true,  64,  64,  64,  3, 1, 1, 1,  WindowProduct,  BroadcastProduct",
    "many channels,            false, 64,  64,  64,  3, 1, 1, 1,  WindowProduct,  BroadcastProduct",
    "first layer of a network, false, 3,   224, 64,  7, 2, 3, 1,  WindowProduct,  BroadcastProduct",
    "rows that end in strips,  false, 64,  41,  64,  3, 1, 1, 1,  PhaseProduct,   BroadcastProduct",
    "few channels out,         false, 16,  64,  4,   3, 1, 1, 1,  SlidingProduct, SlidingProduct",
  })
  void theWayIsTheSameForEveryNumberOfThreads(
      String name,
      boolean transposed,
      int in,
      int side,
      int out,
      int kernel,
      int stride,
      int padding,
      int groups,
      String way,
      String wideWay) {
    String expected = TileHeights.TALL ? wideWay : way;
    ConvolutionSide of = side(transposed, in, side, out, kernel, stride, padding, groups);
    for (int threads : new int[] {1, 2, 3, 16}) {
      Set<String> ways =
          StructuredMultiplier.bandProducts(of, threads, Accuracy.COMPONENTWISE).stream()
              .map(product -> product.getClass().getSimpleName())
              .collect(Collectors.toSet());
      assertEquals(Set.of(expected), ways, name + " on " + threads + " threads");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // name, transposed, channels in, side, channels out, kernel, stride, padding, groups, tiles
    "many channels,            false, 64,  56,  64,  3, 1, 1, 1,  6x6",
    "many on a small image,    false, 512, 7,   512, 3, 1, 1, 1,  4x4",
    "kernel 5,                 false, 48,  32,  48,  5, 1, 2, 1,  6x6",
    "decoder,                  true,  256, 16,  128, 4, 2, 1, 1,  5x5",
    "decoder on small images,  true,  512, 8,   256, 4, 2, 1, 1,  3x3",
    "first layer of a network, false, 3,   224, 64,  3, 1, 1, 1,  none",
    "few channels out,         false, 64,  224, 3,   3, 1, 1, 1,  none",
    "kernel equal to stride,   true,  64,  112, 64,  2, 2, 0, 1,  none",
    "a little of everything,   false, 16,  56,  16,  3, 1, 1, 1,  none",
    "kernel 5 and stride 2,      false, 64,  64,  64,  5, 2, 2, 1,  6x6",
    "one by one,               false, 256, 56,  64,  1, 1, 0, 1,  none",
  })
  void whatIsFilteredWhereThatIsAllowed(
      String name,
      boolean transposed,
      int in,
      int side,
      int out,
      int kernel,
      int stride,
      int padding,
      int groups,
      String tiles) {
    ConvolutionSide of = side(transposed, in, side, out, kernel, stride, padding, groups);
    for (int threads : new int[] {1, 2, 3, 16}) {
      Set<String> seen =
          PhasePlan.jobs(of, 16, threads, Accuracy.NORMWISE).stream()
              .map(job -> PhasePlan.filters(job, 16, Accuracy.NORMWISE).map(PhasePlanTest::name))
              .map(found -> found.orElse("none"))
              .collect(Collectors.toSet());
      assertEquals(Set.of(tiles), seen, name + " on " + threads + " threads");
    }
    for (PhaseJob job : PhasePlan.jobs(of, 16, 1, Accuracy.COMPONENTWISE)) {
      assertEquals(Optional.empty(), PhasePlan.filters(job, 16, Accuracy.COMPONENTWISE), name);
    }
  }

  /** Rows as long as strips of 16, or as their halves; and those where too much is in vain. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // name, transposed, channels in, side, channels out, kernel, stride, padding, windows
    "stride 1 transposed,      true,  64,  56,  64,  3, 1, 1, true",
    "many channels,            false, 64,  56,  64,  3, 1, 1, true",
    "deep and of middle size,  false, 128, 28,  128, 3, 1, 1, false",
    "one tap down and across,  false, 64,  56,  64,  1, 1, 0, false",
    "slices and overlapping rows,false, 256, 56,  256, 3, 1, 1, false",
    "slices and rows of strips, false, 64,  64,  32,  5, 1, 2, true",
    "too shallow,              false, 3,   224, 32,  5, 1, 2, false",
    "phases that interleave,   true,  64,  64,  32,  4, 2, 1, false",
  })
  void windowsOfFloatsOf256Bits(
      String name,
      boolean transposed,
      int in,
      int side,
      int out,
      int kernel,
      int stride,
      int padding,
      boolean windows) {
    ConvolutionSide of = side(transposed, in, side, out, kernel, stride, padding, 1);
    for (int threads : new int[] {1, 2, 16}) {
      List<PhaseJob> jobs = PhasePlan.jobs(of, 16, threads, Accuracy.COMPONENTWISE);
      assertFalse(jobs.isEmpty());
      for (PhaseJob job : jobs) {
        assertEquals(windows, PhasePlan.hasWindows(job, 16), name + " on " + threads + " threads");
      }
    }
  }

  private static String name(FilterAxis[] axes) {
    return axes[0].points() + "x" + axes[1].points();
  }

  private static ConvolutionSide side(
      boolean transposed,
      int in,
      int side,
      int out,
      int kernel,
      int stride,
      int padding,
      int groups) {
    int written =
        transposed
            ? (side - 1) * stride - 2 * padding + kernel
            : (side + 2 * padding - kernel) / stride + 1;
    int image = transposed ? written : side;
    int grid = transposed ? side : written;
    ConvolutionAxis axis = new ConvolutionAxis(image, grid, kernel, stride, 1, padding);
    int gridChannels = transposed ? in : out;
    int imageChannels = transposed ? out : in;
    int weights = gridChannels * (imageChannels / groups) * kernel * kernel;
    StructuredConvolution convolution =
        new StructuredConvolution(
            List.of(axis, axis),
            gridChannels,
            imageChannels,
            groups,
            Elements.allocate(ElementType.FLOAT, weights));
    return new ConvolutionSide(convolution, transposed);
  }
}
