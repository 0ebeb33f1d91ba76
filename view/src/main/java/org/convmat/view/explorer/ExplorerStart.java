package org.convmat.view.explorer;

import com.google.common.primitives.Ints;
import java.util.List;
import org.convmat.core.dialect.Dialect;
import org.convmat.core.dialect.Direction;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.ConvolutionAxis;

/**
 * The layer that the page opens with: one image or grid with one channel, and its kernel. Immutable
 * if its tensors are left alone.
 *
 * @param transposed whether {@code u = C^T x} is computed, else {@code y = C x}
 * @param dialect whose meaning the parameters and the kernel have
 * @param strict whether to refuse what the dialect's framework refuses
 * @param flip whether the kernel is mirrored
 * @param parameters stride, dilation, padding and so on; groups 1
 * @param input of rank 1 or 2
 * @param kernel of the same rank
 */
public record ExplorerStart(
    boolean transposed,
    Dialect dialect,
    boolean strict,
    boolean flip,
    Parameters parameters,
    Tensor input,
    Tensor kernel) {

  /**
   * Makes sure that the page can show it.
   *
   * @throws InvalidInputException if the dialect refuses the layer, or it is too large for a page
   */
  public ExplorerStart {
    Shape shape = input.shape();
    if (shape.rank() > 2 || shape.rank() != kernel.shape().rank()) {
      throw new InvalidInputException(
          "the input has shape %s and the kernel %s; the page shows one channel on one axis or two:"
              + " both of rank 1, or both of rank 2",
          shape, kernel.shape());
    }
    if (parameters.groups() != 1) {
      throw new InvalidInputException("the page shows one group, not %d", parameters.groups());
    }
    PageLimits.requireFits("input", Ints.asList(shape.toArray()));
    PageLimits.requireKernelFits(kernel.shape());
    PageLimits.requireFits(parameters);
    PageLimits.requireFits("input", input.elements());
    PageLimits.requireFits("kernel", kernel.elements());
    List<ConvolutionAxis> axes =
        dialect.axes(
            transposed ? Direction.TRANSPOSED : Direction.CONVOLUTION,
            Ints.asList(shape.toArray()),
            Ints.asList(kernel.shape().toArray()),
            parameters,
            strict);
    PageLimits.requireFits(
        "result", axes.stream().map(axis -> transposed ? axis.image() : axis.grid()).toList());
  }
}
