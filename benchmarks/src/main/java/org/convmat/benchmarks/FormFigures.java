package org.convmat.benchmarks;

import org.convmat.core.BoundConvolution;
import org.convmat.core.Convolution;
import org.convmat.core.plan.Form;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.ElementType;

/** The sparse against the lowered form, which is what the plan has to tell apart. */
final class FormFigures {

  private final Duel duel;

  FormFigures(Duel duel) {
    this.duel = duel;
  }

  void run() {
    for (String backend : new String[] {"ejml", "ojalgo"}) {
      compare(backend, "1 channel 512^2", Workload.image());
      for (int channels : new int[] {2, 4, 8, 16}) {
        Convolution layer =
            Convolution.of(Workload.random(channels, channels, 3, 3)).padding(1).forImage(64, 64);
        compare(backend, channels + " channels 64^2", layer);
      }
      compare(backend, "64 channels 28^2", Workload.layer(28));
    }
  }

  private void compare(String backend, String what, Convolution convolution) {
    Tensor x = Tensor.zeros(ElementType.DOUBLE, convolution.imageShape(1));
    Tensor y = Tensor.zeros(ElementType.DOUBLE, convolution.gridShape(1));
    try (BoundConvolution sparse = Workload.bind(convolution, backend, Form.SPARSE);
        BoundConvolution lowered = Workload.bind(convolution, backend, Form.LOWERED)) {
      Figures.report(
          backend + " sparse / lowered, " + what,
          duel.run(() -> sparse.applyTo(x, y), () -> lowered.applyTo(x, y)));
      Figures.report(
          backend + " sparse / lowered transposed, " + what,
          duel.run(() -> sparse.applyTransposedTo(y, x), () -> lowered.applyTransposedTo(y, x)));
    }
  }
}
