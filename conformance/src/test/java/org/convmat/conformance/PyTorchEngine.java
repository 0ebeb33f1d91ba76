package org.convmat.conformance;

import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.ConvTranspose1dImpl;
import org.bytedeco.pytorch.ConvTranspose1dOptions;
import org.bytedeco.pytorch.ConvTranspose2dImpl;
import org.bytedeco.pytorch.ConvTranspose2dOptions;
import org.bytedeco.pytorch.ConvTranspose3dImpl;
import org.bytedeco.pytorch.ConvTranspose3dOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.convmat.core.dialect.Padding;
import org.convmat.core.dialect.Padding.Ends;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.tensor.Tensor;

/** libtorch on the CPU, one thread. */
final class PyTorchEngine implements Engine {

  PyTorchEngine() {
    torch.set_num_threads(1);
  }

  @Override
  @SuppressWarnings("try") // a scope is opened to be closed
  public Outcome run(LayerCase layer) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      org.bytedeco.pytorch.Tensor x = tensor(layer.input());
      org.bytedeco.pytorch.Tensor w = tensor(layer.weights());
      org.bytedeco.pytorch.Tensor y = result(layer, x, w).contiguous();
      int[] shape = new int[(int) y.dim()];
      for (int a = 0; a < shape.length; a++) {
        shape[a] = (int) y.size(a);
      }
      Tensor result = Tensor.wrap(new float[(int) y.numel()], shape);
      y.data_ptr_float().get(result.floats());
      return Outcome.of(result);
    } catch (RuntimeException e) {
      return Outcome.refused(e);
    }
  }

  private static org.bytedeco.pytorch.Tensor tensor(Tensor tensor) {
    long[] shape = java.util.Arrays.stream(tensor.shape().toArray()).asLongStream().toArray();
    return org.bytedeco.pytorch.Tensor.create(tensor.floats(), shape);
  }

  private static org.bytedeco.pytorch.Tensor result(
      LayerCase layer, org.bytedeco.pytorch.Tensor x, org.bytedeco.pytorch.Tensor w) {
    Parameters p = layer.parameters();
    TensorOptional none = new TensorOptional();
    int axes = layer.axes();
    long[] stride = longs(p.stride(), axes);
    long[] dilation = longs(p.dilation(), axes);
    if (p.padding() instanceof Padding.Auto auto) {
      String name = auto == Padding.Auto.VALID ? "valid" : "same";
      return switch (axes) {
        case 1 -> torch.conv1d(x, w, none, stride, name, dilation, p.groups());
        case 2 -> torch.conv2d(x, w, none, stride, name, dilation, p.groups());
        default -> torch.conv3d(x, w, none, stride, name, dilation, p.groups());
      };
    }
    long[] padding = longs(begins(layer), axes);
    if (!p.outputSize().isEmpty()) {
      return sized(layer, x, w, stride, padding, dilation);
    }
    long[] extra = p.outputPadding().isEmpty() ? new long[axes] : longs(p.outputPadding(), axes);
    return torch.convolution(
        x, w, none, stride, padding, dilation, layer.transposed(), extra, p.groups());
  }

  static List<Integer> begins(LayerCase layer) {
    return ((Padding.Explicit) layer.parameters().padding())
        .axes().stream().map(Ends::begin).toList();
  }

  /** output_size belongs to the module, not to the function. */
  private static org.bytedeco.pytorch.Tensor sized(
      LayerCase layer,
      org.bytedeco.pytorch.Tensor x,
      org.bytedeco.pytorch.Tensor w,
      long[] stride,
      long[] padding,
      long[] dilation) {
    int axes = layer.axes();
    int groups = layer.parameters().groups();
    long in = layer.weightFirst();
    long out = (long) layer.weightSecond() * groups;
    LongPointer kernel = pointer(longs(layer.kernel(), axes));
    long[] size = longs(layer.parameters().outputSize(), axes);
    switch (axes) {
      case 1 -> {
        ConvTranspose1dOptions options = new ConvTranspose1dOptions(in, out, kernel);
        options.stride().put(pointer(stride));
        options.padding().put(pointer(padding));
        options.dilation().put(pointer(dilation));
        options.groups().put(groups);
        options.bias().put(false);
        ConvTranspose1dImpl module = new ConvTranspose1dImpl(options);
        module.weight().put(w);
        return module.forward(x, size);
      }
      case 2 -> {
        ConvTranspose2dOptions options = new ConvTranspose2dOptions(in, out, kernel);
        options.stride().put(pointer(stride));
        options.padding().put(pointer(padding));
        options.dilation().put(pointer(dilation));
        options.groups().put(groups);
        options.bias().put(false);
        ConvTranspose2dImpl module = new ConvTranspose2dImpl(options);
        module.weight().put(w);
        return module.forward(x, size);
      }
      default -> {
        ConvTranspose3dOptions options = new ConvTranspose3dOptions(in, out, kernel);
        options.stride().put(pointer(stride));
        options.padding().put(pointer(padding));
        options.dilation().put(pointer(dilation));
        options.groups().put(groups);
        options.bias().put(false);
        ConvTranspose3dImpl module = new ConvTranspose3dImpl(options);
        module.weight().put(w);
        return module.forward(x, size);
      }
    }
  }

  private static LongPointer pointer(long[] values) {
    return new LongPointer(values);
  }

  private static long[] longs(List<Integer> values, int axes) {
    return values.size() == 1
        ? LongStream.generate(() -> values.get(0)).limit(axes).toArray()
        : values.stream().mapToLong(i -> i).toArray();
  }
}
