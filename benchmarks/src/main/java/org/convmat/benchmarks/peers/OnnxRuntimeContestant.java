package org.convmat.benchmarks.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.convmat.benchmarks.layers.Layer;
import org.convmat.conformance.onnx.OnnxModel;
import org.convmat.core.tensor.Shape;

/** ONNX Runtime: a model of one node with constant weights, input and output in direct buffers. */
final class OnnxRuntimeContestant implements Contestant {

  private final OrtSession.SessionOptions options;
  private final OrtSession session;
  private final OnnxTensor input;
  private final OnnxTensor output;
  private final FloatBuffer outputBuffer;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxValue> outputs;

  OnnxRuntimeContestant(LayerData data, int threads) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Layer layer = data.layer();
    try {
      options = new OrtSession.SessionOptions();
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      session = environment.createSession(model(data), options);
      FloatBuffer inputBuffer = direct(layer.inputShape()).put(data.input().floats()).rewind();
      input = OnnxTensor.createTensor(environment, inputBuffer, extents(layer.inputShape()));
      outputBuffer = direct(data.work().output());
      output = OnnxTensor.createTensor(environment, outputBuffer, extents(data.work().output()));
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime refuses " + layer, e);
    }
    inputs = Map.of("X", input);
    outputs = Map.of("Y", output);
  }

  private static byte[] model(LayerData data) {
    Layer layer = data.layer();
    return OnnxModel.withWeights(
        layer.direction(),
        layer.kernel(),
        layer.parameters(),
        layer.inputShape(),
        data.weights(),
        data.work().output());
  }

  private static FloatBuffer direct(Shape shape) {
    return ByteBuffer.allocateDirect(shape.size() * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private static long[] extents(Shape shape) {
    return Arrays.stream(shape.toArray()).asLongStream().toArray();
  }

  @Override
  @SuppressWarnings("try") // the pinned output holds the result
  public void run() {
    try (OrtSession.Result result = session.run(inputs, Set.of(), outputs)) {
      return;
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public float[] result() {
    float[] values = new float[outputBuffer.capacity()];
    outputBuffer.duplicate().rewind().get(values);
    return values;
  }

  @Override
  public void close() {
    input.close();
    output.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
    options.close();
  }
}
