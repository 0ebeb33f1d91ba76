package org.convmat.conformance;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtUtil;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import org.convmat.conformance.onnx.OnnxModel;
import org.convmat.core.tensor.Tensor;

/** ONNX Runtime on the CPU, one thread. */
final class OnnxRuntimeEngine implements Engine {

  private final OrtEnvironment environment;

  OnnxRuntimeEngine() {
    environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
  }

  @Override
  public Outcome run(LayerCase layer) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      try (OrtSession session = environment.createSession(model(layer), options);
          OnnxTensor x = tensor(layer.input());
          OnnxTensor w = tensor(layer.weights());
          OrtSession.Result result = session.run(Map.of("X", x, "W", w))) {
        OnnxTensor y = (OnnxTensor) result.get(0);
        int[] shape = Arrays.stream(y.getInfo().getShape()).mapToInt(Math::toIntExact).toArray();
        float[] values = new float[Math.toIntExact(OrtUtil.elementCount(y.getInfo().getShape()))];
        y.getFloatBuffer().get(values);
        return Outcome.of(Tensor.wrap(values, shape));
      }
    } catch (OrtException e) {
      return Outcome.refused(e);
    }
  }

  private static byte[] model(LayerCase layer) {
    return OnnxModel.of(
        layer.direction(),
        layer.kernel(),
        layer.parameters(),
        layer.input().shape(),
        layer.weights().shape());
  }

  private OnnxTensor tensor(Tensor tensor) throws OrtException {
    long[] shape = Arrays.stream(tensor.shape().toArray()).asLongStream().toArray();
    return OnnxTensor.createTensor(environment, FloatBuffer.wrap(tensor.floats()), shape);
  }
}
