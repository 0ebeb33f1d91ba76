package org.convmat.benchmarks.peers;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.LongArrayRef;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.convmat.benchmarks.layers.Axis;
import org.convmat.benchmarks.layers.Layer;
import org.convmat.core.tensor.Shape;

/**
 * libtorch without gradients; the guard is the calling thread's, so one thread makes, runs and
 * closes it. It has no operator that writes into a given tensor, so each call makes its result.
 */
final class PyTorchContestant implements Contestant {

  private final PointerScope scope = new PointerScope();
  private final NoGradGuard guard = new NoGradGuard();
  private final boolean transposed;
  private final int groups;
  private final int outputSize;
  private final Tensor input;
  private final Tensor weights;
  private final TensorOptional bias = new TensorOptional();
  private final Numbers stride;
  private final Numbers padding;
  private final Numbers outputPadding;
  private final Numbers dilation;

  /** A reference does not own its numbers: whoever holds it must hold them too. */
  private record Numbers(LongPointer owned, LongArrayRef reference) {
    static Numbers of(List<Axis> axes, ToIntFunction<Axis> value) {
      LongPointer owned = new LongPointer(axes.stream().mapToLong(value::applyAsInt).toArray());
      return new Numbers(owned, new LongArrayRef(owned, axes.size()));
    }
  }

  PyTorchContestant(LayerData data, int threads) {
    torch.set_num_threads(threads);
    openblas_nolapack.blas_set_num_threads(threads); // which has threads of its own
    Layer layer = data.layer();
    transposed = layer.transposed();
    groups = layer.groups();
    outputSize = data.work().output().size();
    input = tensor(data.input());
    weights = tensor(data.weights());
    stride = Numbers.of(layer.axes(), Axis::stride);
    padding = Numbers.of(layer.axes(), Axis::padding);
    outputPadding = Numbers.of(layer.axes(), Axis::outputPadding);
    dilation = Numbers.of(layer.axes(), Axis::dilation);
  }

  private static Tensor tensor(org.convmat.core.tensor.Tensor tensor) {
    Shape shape = tensor.shape();
    return Tensor.create(tensor.floats(), Arrays.stream(shape.toArray()).asLongStream().toArray());
  }

  @Override
  @SuppressWarnings("try") // the scope frees the result at once
  public void run() {
    try (PointerScope call = new PointerScope()) {
      Tensor unused = convolution();
    }
  }

  private Tensor convolution() {
    return torch.convolution(
        input,
        weights,
        bias,
        stride.reference(),
        padding.reference(),
        dilation.reference(),
        transposed,
        outputPadding.reference(),
        groups);
  }

  @Override
  @SuppressWarnings("try")
  public float[] result() {
    float[] values = new float[outputSize];
    try (PointerScope call = new PointerScope()) {
      convolution().contiguous().data_ptr_float().get(values);
    }
    return values;
  }

  @Override
  public void close() {
    guard.close();
    scope.close();
  }
}
