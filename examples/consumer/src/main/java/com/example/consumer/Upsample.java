package com.example.consumer;

import org.convmat.core.BoundConvolution;
import org.convmat.core.Convolution;
import org.convmat.core.execution.BackendRegistry;
import org.convmat.core.execution.CheckedBackend;
import org.convmat.core.tensor.Tensor;

/** Up-samples a 2 x 2 picture by a transposed convolution on the backend that the argument names. */
public final class Upsample {

  private Upsample() {}

  /** The argument is a backend's id; without one convmat chooses. */
  public static void main(String[] arguments) {
    CheckedBackend backend =
        BackendRegistry.discover().select(arguments.length == 0 ? "auto" : arguments[0]);
    Tensor kernel = Tensor.wrap(new double[] {1, 4, 1, 1, 4, 3, 3, 3, 1}, 3, 3);
    Tensor picture = Tensor.wrap(new double[] {2, 1, 4, 4}, 2, 2);
    Convolution convolution = Convolution.of(kernel).forGrid(2, 2);
    try (BoundConvolution bound = convolution.on(backend)) {
      Tensor large = bound.applyTransposed(picture);
      System.out.println(backend.id() + " (" + backend.library() + "): " + large.shape());
      for (int row = 0; row < 4; row++) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < 4; column++) {
          line.append(' ').append(large.elements().get(row * 4 + column));
        }
        System.out.println(line);
      }
    }
  }
}
