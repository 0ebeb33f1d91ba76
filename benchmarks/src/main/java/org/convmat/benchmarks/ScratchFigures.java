package org.convmat.benchmarks;

import org.convmat.benchmarks.timing.Allocation;
import org.convmat.core.BoundConvolution;
import org.convmat.core.Convolution;
import org.convmat.core.matrix.LoweredMultiplier;
import org.convmat.core.plan.Form;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.ElementType;

/** Scratch memory of the lowered form: what is held at once, and what one call allocates in all. */
final class ScratchFigures {

  private ScratchFigures() {}

  static void run() {
    for (int side : new int[] {256, 4096}) {
      Convolution image =
          Convolution.of(Workload.random(1, 1, 3, 3)).padding(1).forImage(side, side);
      Tensor x = Tensor.zeros(ElementType.DOUBLE, image.imageShape(1));
      Tensor y = Tensor.zeros(ElementType.DOUBLE, image.gridShape(1));
      try (BoundConvolution bound = Workload.bind(image, "ejml", Form.LOWERED)) {
        bound.applyTo(x, y);
        Figures.report(
            "lowered form, " + side + "x" + side,
            LoweredMultiplier.scratchElements(image.geometry()) * Double.BYTES
                + " bytes of scratch held at once, "
                + Allocation.bytes(() -> bound.applyTransposedTo(y, x))
                + " bytes allocated by one transposed call, image "
                + (long) side * side * Double.BYTES
                + " bytes");
      }
    }
  }
}
