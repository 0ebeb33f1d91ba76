package org.convmat.conformance;

import java.util.Optional;
import org.convmat.core.dialect.Padding;
import org.convmat.core.dialect.Padding.Auto;
import org.convmat.core.dialect.Parameters;

/** Classes of layers in which a framework departs from its own specification; docs/dialects.md. */
final class Departures {

  private Departures() {}

  /** ONNX Runtime 1.29. */
  static Optional<String> onnxRuntime(LayerCase layer) {
    Parameters p = layer.parameters();
    boolean same = p.padding() == Auto.SAME_UPPER || p.padding() == Auto.SAME_LOWER;
    if (!layer.transposed()) {
      return same ? sameConv(layer) : Optional.empty();
    }
    boolean sized = !p.outputSize().isEmpty();
    if (!same && !sized) {
      return Optional.empty();
    }
    for (int a = 0; a < layer.axes(); a++) {
      int image =
          sized ? pick(p.outputSize(), a, 0) : layer.extents().get(a) * pick(p.stride(), a, 1);
      int total =
          (layer.extents().get(a) - 1) * pick(p.stride(), a, 1)
              + pick(p.outputPadding(), a, 0)
              + pick(p.dilation(), a, 1) * (layer.kernel().get(a) - 1)
              + 1
              - image;
      boolean beginIsNegative =
          p.padding() == Auto.SAME_UPPER ? total < 0 : total - Math.floorDiv(total, 2) < 0;
      if (total < 0 && (!sized || beginIsNegative)) {
        return Optional.of("ConvTranspose, negative total padding: taken as 0");
      }
    }
    return Optional.empty();
  }

  private static Optional<String> sameConv(LayerCase layer) {
    Parameters p = layer.parameters();
    if (p.dilation().stream().anyMatch(d -> d > 1)) {
      return Optional.of("Conv, SAME with a dilation: refused");
    }
    for (int a = 0; a < layer.axes(); a++) {
      int image = layer.extents().get(a);
      int stride = pick(p.stride(), a, 1);
      int total = (image + stride - 1) / stride * stride - stride + layer.kernel().get(a) - image;
      // integer division, which rounds towards zero
      int begin = p.padding() == Auto.SAME_UPPER ? total / 2 : (total + 1) / 2;
      if (begin < 0) {
        return Optional.of("Conv, SAME, negative total padding: crops the image");
      }
    }
    return Optional.empty();
  }

  /** libtorch 2.10, the C++ module; the Python module takes the dilation into account. */
  static Optional<String> pytorch(LayerCase layer) {
    Parameters p = layer.parameters();
    for (int a = 0; a < layer.axes(); a++) {
      boolean dilated = pick(p.dilation(), a, 1) > 1 && layer.kernel().get(a) > 1;
      if (!p.outputSize().isEmpty() && dilated && p.padding() instanceof Padding.Explicit) {
        return Optional.of("ConvTranspose, output_size with a dilation: dilation ignored");
      }
    }
    return Optional.empty();
  }

  private static int pick(java.util.List<Integer> values, int axis, int none) {
    return values.isEmpty() ? none : values.get(values.size() == 1 ? 0 : axis);
  }
}
