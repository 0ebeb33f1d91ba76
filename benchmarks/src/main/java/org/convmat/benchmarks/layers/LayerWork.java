package org.convmat.benchmarks.layers;

import org.convmat.core.Convolution;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.tensor.Shape;

/**
 * How much work a layer is.
 *
 * @param nominalFlops what is usually quoted, and GFLOP/s are counted in: two for each weight, grid
 *     position and image of the batch, taps that fall outside the image included
 * @param flops two for each tap inside the image: what has to be computed
 * @param bytes input, weights and output, each once, in float: what has to be moved
 * @param output the shape of the result
 */
public record LayerWork(double nominalFlops, double flops, double bytes, Shape output) {

  /** The work of {@code layer}, whose convolution is {@code convolution}. */
  public static LayerWork of(Layer layer, Convolution convolution) {
    Geometry geometry = convolution.geometry();
    Shape output =
        layer.transposed()
            ? convolution.imageShape(layer.batch())
            : convolution.gridShape(layer.batch());
    double moved = (double) layer.inputShape().size() + layer.weightShape().size() + output.size();
    return new LayerWork(
        2.0 * geometry.weights() * geometry.gridPositions() * layer.batch(),
        2.0 * geometry.entries() * layer.batch(),
        Float.BYTES * moved,
        output);
  }
}
