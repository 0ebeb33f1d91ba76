package org.convmat.conformance.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.convmat.core.dialect.Direction;
import org.convmat.core.dialect.Padding;
import org.convmat.core.dialect.Padding.Ends;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;

/** A model of one node, written field by field (the numbers are those of onnx.proto). */
public final class OnnxModel {

  private static final int INTS = 7;
  private static final int INT = 2;
  private static final int STRING = 3;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private OnnxModel() {}

  /** A model of a layer whose input X and weights W are given at every run; Y has any shape. */
  public static byte[] of(
      Direction direction, List<Integer> kernel, Parameters p, Shape input, Shape weights) {
    OnnxModel graph =
        new OnnxModel()
            .message(1, node(direction, kernel, p))
            .text(2, "g")
            .message(11, value("X", Optional.of(input)))
            .message(11, value("W", Optional.of(weights)))
            .message(12, value("Y", Optional.empty()));
    return model(graph);
  }

  /** A model of a layer whose float weights are constant, from X to Y of known shapes. */
  public static byte[] withWeights(
      Direction direction,
      List<Integer> kernel,
      Parameters p,
      Shape input,
      Tensor weights,
      Shape output) {
    OnnxModel graph =
        new OnnxModel()
            .message(1, node(direction, kernel, p))
            .text(2, "g")
            .message(5, constant("W", weights))
            .message(11, value("X", Optional.of(input)))
            .message(12, value("Y", Optional.of(output)));
    return model(graph);
  }

  /** Attributes are written only where they were given. */
  private static OnnxModel node(Direction direction, List<Integer> kernel, Parameters p) {
    int axes = kernel.size();
    OnnxModel node =
        new OnnxModel()
            .text(1, "X")
            .text(1, "W")
            .text(2, "Y")
            .text(4, direction == Direction.TRANSPOSED ? "ConvTranspose" : "Conv")
            .message(5, ints("kernel_shape", kernel))
            .message(5, ints("strides", spread(p.stride(), axes)))
            .message(5, ints("dilations", spread(p.dilation(), axes)))
            .message(5, new OnnxModel().text(1, "group").number(3, p.groups()).number(20, INT));
    padding(node, p, axes);
    if (!p.outputPadding().isEmpty()) {
      node.message(5, ints("output_padding", spread(p.outputPadding(), axes)));
    }
    if (!p.outputSize().isEmpty()) {
      node.message(5, ints("output_shape", spread(p.outputSize(), axes)));
    }
    return node;
  }

  private static void padding(OnnxModel node, Parameters p, int axes) {
    if (p.padding() instanceof Padding.Auto auto) {
      node.message(5, new OnnxModel().text(1, "auto_pad").text(4, auto.name()).number(20, STRING));
    } else if (p.outputSize().isEmpty() || !p.padding().equals(Padding.NONE)) {
      List<Ends> ends = spread(((Padding.Explicit) p.padding()).axes(), axes);
      OnnxModel pads = new OnnxModel().text(1, "pads");
      ends.forEach(e -> pads.number(8, e.begin()));
      ends.forEach(e -> pads.number(8, e.end()));
      node.message(5, pads.number(20, INTS));
    }
  }

  private static byte[] model(OnnxModel graph) {
    return new OnnxModel()
        .number(1, 8)
        .message(7, graph)
        .message(8, new OnnxModel().text(1, "").number(2, 17))
        .out
        .toByteArray();
  }

  private static <T> List<T> spread(List<T> values, int axes) {
    return values.size() == 1 ? Collections.nCopies(axes, values.get(0)) : values;
  }

  private static OnnxModel ints(String name, List<Integer> values) {
    OnnxModel m = new OnnxModel().text(1, name);
    values.forEach(v -> m.number(8, v));
    return m.number(20, INTS);
  }

  private static OnnxModel constant(String name, Tensor weights) {
    OnnxModel tensor = new OnnxModel();
    for (int extent : weights.shape().toArray()) {
      tensor.number(1, extent);
    }
    ByteBuffer raw =
        ByteBuffer.allocate(weights.shape().size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(weights.floats());
    return tensor.number(2, 1).text(8, name).bytes(9, raw.array());
  }

  /** A float tensor, perhaps of unknown shape. */
  private static OnnxModel value(String name, Optional<Shape> known) {
    OnnxModel tensor = new OnnxModel().number(1, 1);
    if (known.isPresent()) {
      OnnxModel shape = new OnnxModel();
      for (int extent : known.get().toArray()) {
        shape.message(1, new OnnxModel().number(1, extent));
      }
      tensor.message(2, shape);
    }
    return new OnnxModel().text(1, name).message(2, new OnnxModel().message(1, tensor));
  }

  private OnnxModel number(int field, long value) {
    varint((long) field << 3);
    varint(value);
    return this;
  }

  private OnnxModel text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  private OnnxModel message(int field, OnnxModel value) {
    return bytes(field, value.out.toByteArray());
  }

  private OnnxModel bytes(int field, byte[] value) {
    varint(((long) field << 3) | 2);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  private void varint(long value) {
    long v = value;
    while ((v & ~0x7fL) != 0) {
      out.write((int) ((v & 0x7f) | 0x80));
      v >>>= 7;
    }
    out.write((int) v);
  }
}
