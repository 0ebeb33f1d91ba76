package org.convmat.tck;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.Feature;

/**
 * Operands like those of networks: with tens of channels a fast method is worth its while and is
 * taken, if the backend has one. At most one and a half million entries each.
 */
final class NetworkLayers {

  private NetworkLayers() {}

  /** Operands of a kind, made one after the other; structured ones of every shape of interest. */
  static Stream<Sample> of(Samples samples, Feature kind) {
    if (!Sample.isStructured(kind)) {
      return Stream.<Supplier<Sample>>of(
              () -> samples.matrix(128, 96), () -> samples.matrix(61, 211))
          .map(Supplier::get);
    }
    return Stream.<Supplier<Sample>>of(
            () -> samples.structured(32, 24, 1, same(13, 3), same(15, 3)),
            () -> samples.structured(24, 32, 1, halved(24), halved(20)),
            () -> samples.structured(20, 16, 1, same(11, 5), same(12, 5)),
            () -> samples.structured(40, 48, 1, same(40, 3)),
            () -> samples.structured(32, 24, 1, halved(38)),
            () -> samples.structured(16, 16, 1, same(6, 3), same(6, 3), same(7, 3)),
            () -> samples.structured(48, 32, 2, same(12, 3), same(16, 3)),
            () ->
                samples.structured(16, 24, 1, new ConvolutionAxis(21, 19, 3, 1, 1, 0), same(10, 3)))
        .map(Supplier::get);
  }

  /** An odd kernel with stride 1 that keeps the extent. */
  private static ConvolutionAxis same(int extent, int kernel) {
    return new ConvolutionAxis(extent, extent, kernel, 1, 1, kernel / 2);
  }

  /** Kernel 4, stride 2, padding 1: transposed, the up-sampling of generators. */
  private static ConvolutionAxis halved(int image) {
    return new ConvolutionAxis(image, image / 2, 4, 2, 1, 1);
  }
}
