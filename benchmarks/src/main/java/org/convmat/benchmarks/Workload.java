package org.convmat.benchmarks;

import java.util.Optional;
import java.util.Random;
import org.convmat.core.BoundConvolution;
import org.convmat.core.Convolution;
import org.convmat.core.execution.BackendRegistry;
import org.convmat.core.plan.Form;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.Execution;

/** The cases that the figures are taken on. */
final class Workload {

  private static final Random RANDOM = new Random(1);

  private Workload() {}

  /** One channel, 512 x 512, 3 x 3, 'same': 2.3 million entries. */
  static Convolution image() {
    return Convolution.of(random(3, 3)).padding(1).forImage(512, 512);
  }

  /** 64 to 64 channels, 3 x 3, 'same', on a square image. */
  static Convolution layer(int side) {
    return Convolution.of(random(64, 64, 3, 3)).padding(1).forImage(side, side);
  }

  static Tensor random(int... shape) {
    int size = 1;
    for (int extent : shape) {
      size *= extent;
    }
    return Tensor.wrap(random(size), shape);
  }

  static double[] random(int size) {
    return RANDOM.doubles(size, -1, 1).toArray();
  }

  static BoundConvolution bind(Convolution convolution, String backend, Form form) {
    return convolution.on(
        BackendRegistry.discover().select(backend), Optional.of(form), Execution.sequential());
  }
}
