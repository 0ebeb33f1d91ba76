package org.convmat.spi;

/**
 * One spatial axis of a convolution: six integers. Tap t of the kernel at grid position o touches
 * image position
 *
 * <pre>{@code i = o*stride + t*dilation - offset}</pre>
 *
 * and is dropped where i lies outside 0..image-1. Both extents are stored and neither is derived
 * from the other, so output padding and asymmetric or negative padding need no special case.
 *
 * @param image extent n of the large side, at least 1
 * @param grid extent m of the small side, at least 1
 * @param kernel number of taps k, at least 1
 * @param stride distance s between neighbouring grid positions, at least 1
 * @param dilation distance d between neighbouring taps, at least 1
 * @param offset p: image position 0 lies p after the first tap's first place; any sign
 */
public record ConvolutionAxis(
    int image, int grid, int kernel, int stride, int dilation, int offset) {

  /** Refuses extents, strides and dilations below 1. */
  public ConvolutionAxis {
    atLeastOne("image extent", image);
    atLeastOne("grid extent", grid);
    atLeastOne("kernel extent", kernel);
    atLeastOne("stride", stride);
    atLeastOne("dilation", dilation);
  }

  /**
   * The image position that a tap touches: {@code o*stride + t*dilation - offset}. This is the one
   * place where the formula stands.
   *
   * @param gridPosition o, 0 to grid-1
   * @param tap t, 0 to kernel-1
   * @return i, which may lie outside the image
   */
  public long imagePosition(long gridPosition, long tap) {
    return gridPosition * stride + tap * dilation - offset;
  }

  private static void atLeastOne(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " is " + value + ", must be at least 1");
    }
  }
}
