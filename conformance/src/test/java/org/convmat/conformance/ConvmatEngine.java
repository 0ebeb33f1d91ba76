package org.convmat.conformance;

import com.google.common.primitives.Ints;
import org.convmat.core.BoundConvolution;
import org.convmat.core.Convolution;
import org.convmat.core.ConvolutionBuilder;
import org.convmat.core.dialect.Dialect;
import org.convmat.core.execution.BackendRegistry;
import org.convmat.core.execution.CheckedBackend;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.tensor.Tensor;

/** The layer through a strict dialect. */
record ConvmatEngine(Dialect dialect) implements Engine {

  private static final CheckedBackend BACKEND = BackendRegistry.discover().select("ejml");

  @Override
  public Outcome run(LayerCase layer) {
    try {
      Tensor weights =
          dialect
              .weights(layer.direction())
              .toCanonical(layer.weights(), layer.direction(), layer.parameters().groups());
      ConvolutionBuilder builder =
          Convolution.of(weights).parameters(layer.parameters()).dialect(dialect, true);
      int[] extents = Ints.toArray(layer.extents());
      Convolution convolution =
          layer.transposed() ? builder.forGrid(extents) : builder.forImage(extents);
      try (BoundConvolution bound = convolution.on(BACKEND)) {
        return Outcome.of(
            layer.transposed() ? bound.applyTransposed(layer.input()) : bound.apply(layer.input()));
      }
    } catch (InvalidInputException e) {
      return Outcome.refused(e);
    }
  }
}
