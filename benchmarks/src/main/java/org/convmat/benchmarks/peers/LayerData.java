package org.convmat.benchmarks.peers;

import org.convmat.benchmarks.layers.Layer;
import org.convmat.benchmarks.layers.LayerWork;
import org.convmat.core.Convolution;
import org.convmat.core.tensor.Tensor;

/** A layer with its numbers, which are the same in every run. */
public record LayerData(
    Layer layer, Tensor input, Tensor weights, Convolution convolution, LayerWork work) {

  /** Makes the numbers. */
  public static LayerData of(Layer layer) {
    Tensor weights = Layer.random(2, layer.weightShape());
    Convolution convolution = layer.convolution(weights);
    return new LayerData(
        layer,
        Layer.random(1, layer.inputShape()),
        weights,
        convolution,
        LayerWork.of(layer, convolution));
  }
}
