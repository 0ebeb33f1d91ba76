package org.convmat.backend.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.convmat.spi.Accuracy;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.convmat.spi.Multiplier;
import org.convmat.spi.StructuredConvolution;
import org.convmat.spi.support.Lazy;

/**
 * Products with a convolution that is never expanded. Each direction is planned and its weights are
 * packed by the first product in it. Thread-safe.
 */
final class StructuredMultiplier implements Multiplier {

  /** Longest copy of a band that is made. */
  private static final long LONGEST_COPY = 1 << 24;

  private final Lazy<Product> forward;
  private final Lazy<Product> transposed;

  private StructuredMultiplier(StructuredConvolution convolution, Execution execution) {
    this.forward = new Lazy<>(() -> product(new ConvolutionSide(convolution, false), execution));
    this.transposed = new Lazy<>(() -> product(new ConvolutionSide(convolution, true), execution));
  }

  private interface Product {
    void multiply(DenseMatrix x, DenseMatrix y);
  }

  /** The phases, or the definition where a row with its padding would be absurdly long. */
  private static Product product(ConvolutionSide side, Execution execution) {
    try {
      List<BandProduct> bands = bandProducts(side, execution.threads(), execution.accuracy());
      if (bands.stream().allMatch(band -> band.copyLength() <= LONGEST_COPY)) {
        return new BandedProduct(side, bands, execution)::multiply;
      }
    } catch (ArithmeticException e) {
      // more than 2^31-1 elements: the loops need no copy
    }
    LoopMultiplier loops = new LoopMultiplier(side.convolution(), execution);
    return side.transposed() ? loops::multiplyTransposed : loops::multiply;
  }

  /** The parts of a direction, each in the way that the plan takes for it. */
  static List<BandProduct> bandProducts(ConvolutionSide side, int threads, Accuracy accuracy) {
    Kernel kernel = Kernel.of(side.convolution().elementType());
    Optional<RowProduct> rows = RowProduct.of(kernel, side, threads);
    if (rows.isPresent()) {
      return List.of(rows.orElseThrow());
    }
    if (PhasePlan.goesByChannels(side, kernel.width(), accuracy)) {
      return ChannelProduct.of(kernel, side, threads);
    }
    if (PhasePlan.goesByTaps(side, kernel.width(), accuracy)) {
      return TapProduct.of(kernel, side, threads);
    }
    List<BandProduct> products = new ArrayList<>();
    List<PhaseJob> jobs = PhasePlan.jobs(side, kernel.width(), threads, accuracy);
    for (PhaseJob job : jobs) {
      Optional<FilterAxis[]> filters = PhasePlan.filters(job, kernel.width(), accuracy);
      int alike = jobs.size() * side.groups();
      products.add(
          filters.isPresent()
              ? new FilterProduct(kernel, side, job, filters.orElseThrow(), threads, alike)
              : product(kernel, side, job, threads, alike));
    }
    return products;
  }

  private static BandProduct product(
      Kernel kernel, ConvolutionSide side, PhaseJob job, int threads, int alike) {
    int width = kernel.width();
    if (PhasePlan.broadcasts(job, width)) {
      return new BroadcastProduct(kernel, side, job, threads, alike);
    }
    if (PhasePlan.slides(job, width)) {
      return new SlidingProduct(kernel, side, job, threads, alike);
    }
    Optional<AlignedZeros> zeros = AlignedZeros.of(job, side.readChannels());
    Optional<WindowProduct> windows =
        PhasePlan.hasWindows(job, width)
            ? WindowProduct.of(kernel, side, job, threads, alike, zeros, WindowPlan.BLOCK)
            : Optional.empty();
    return windows.isPresent()
        ? windows.orElseThrow()
        : new PhaseProduct(kernel, side, job, threads, alike, zeros);
  }

  /** The multiplier for {@code convolution}. */
  static Multiplier of(StructuredConvolution convolution, Execution execution) {
    if (ListedConvolution.fits(convolution)) {
      return new ListedMultiplier(ListedConvolution.of(convolution));
    }
    return finite(convolution.weights())
        ? new StructuredMultiplier(JoinedAxes.of(convolution), execution)
        : new LoopMultiplier(convolution, execution);
  }

  /** Padding is multiplied as zeros, which is the same as dropped taps for finite weights only. */
  private static boolean finite(Elements weights) {
    boolean floats = weights.type() == ElementType.FLOAT;
    for (int i = 0; i < weights.length(); i++) {
      if (floats ? !Float.isFinite(weights.floats()[i]) : !Double.isFinite(weights.doubles()[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void multiply(DenseMatrix x, DenseMatrix y) {
    forward.get().multiply(x, y);
  }

  @Override
  public void multiplyTransposed(DenseMatrix x, DenseMatrix y) {
    transposed.get().multiply(x, y);
  }
}
