package org.convmat.benchmarks.layers;

/**
 * One spatial axis of a layer, in PyTorch's sense.
 *
 * @param size extent of the input
 * @param outputPadding transposed only
 */
public record Axis(int size, int kernel, int stride, int padding, int outputPadding, int dilation) {

  /** Stride 1, dilation 1, no padding. */
  public static Axis of(int size, int kernel) {
    return new Axis(size, kernel, 1, 0, 0, 1);
  }

  /** This, with another stride. */
  public Axis stride(int value) {
    return new Axis(size, kernel, value, padding, outputPadding, dilation);
  }

  /** This, with another padding at both ends. */
  public Axis padding(int value) {
    return new Axis(size, kernel, stride, value, outputPadding, dilation);
  }

  /** This, with another output padding. */
  public Axis outputPadding(int value) {
    return new Axis(size, kernel, stride, padding, value, dilation);
  }

  /** This, with another dilation. */
  public Axis dilation(int value) {
    return new Axis(size, kernel, stride, padding, outputPadding, value);
  }

  /** This axis and another like it. */
  public Axis[] square() {
    return new Axis[] {this, this};
  }

  /** This axis and two others like it. */
  public Axis[] cube() {
    return new Axis[] {this, this, this};
  }
}
