package org.convmat.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.convmat.core.dialect.Dialect;
import org.convmat.core.dialect.Dialects;
import org.convmat.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/**
 * The strict dialects against the frameworks themselves, on random layers: both accept and give the
 * same values, or both refuse. All numbers are small integers, so every sum is one too, and a
 * difference of 0.001 is more than any rounding.
 *
 * <p>{@code -Dconformance.seed=N} replays one case. The number of cases is set in the module's pom;
 * {@code -Pconformance-full} runs the whole set.
 */
class DifferentialTest {

  private static final double BOUND = 1e-3;

  @Test
  void onnxRuntimeAgrees() {
    Engine engine = loaded("ONNX Runtime", OnnxRuntimeEngine::new);
    compare("ONNX Runtime", engine, Dialects.ONNX, RandomLayer::onnx, Departures::onnxRuntime);
  }

  @Test
  void pytorchAgrees() {
    Engine engine = loaded("PyTorch", PyTorchEngine::new);
    compare("PyTorch", engine, Dialects.PYTORCH, RandomLayer::pytorch, Departures::pytorch);
  }

  /** The framework, or a skipped test that says why its native code cannot be loaded here. */
  private static Engine loaded(String name, Supplier<Engine> engine) {
    try {
      return engine.get();
    } catch (LinkageError | RuntimeException e) {
      return abort(name + " cannot be loaded on this platform: " + e);
    }
  }

  private static void compare(
      String name,
      Engine engine,
      Dialect dialect,
      LongFunction<LayerCase> layers,
      Function<LayerCase, Optional<String>> departures) {
    Engine ours = new ConvmatEngine(dialect);
    Long only = Long.getLong("conformance.seed");
    int wantAccepted = only != null ? 0 : Integer.getInteger("conformance.accepted", 2000);
    int wantRefused = only != null ? 0 : Integer.getInteger("conformance.refused", 300);
    Map<String, Integer> counts = new TreeMap<>();
    List<String> differences = new ArrayList<>();
    int accepted = 0;
    int refused = 0;
    long seed = only != null ? only : 1;
    do {
      LayerCase layer = layers.apply(seed++);
      Optional<String> departure = departures.apply(layer);
      if (departure.isPresent()) {
        counts.merge("left out: " + departure.get(), 1, Integer::sum);
        continue;
      }
      Engine.Outcome expected = engine.run(layer);
      String difference = difference(expected, ours.run(layer));
      if (!difference.isEmpty()) {
        differences.add(difference + "   " + layer);
      }
      accepted += expected.accepted() ? 1 : 0;
      refused += expected.accepted() ? 0 : 1;
    } while (accepted < wantAccepted || refused < wantRefused);
    System.out.printf(
        "%s: %d accepted, %d refused, %d differ; %s%n",
        name, accepted, refused, differences.size(), counts);
    differences.stream()
        .limit(Integer.getInteger("conformance.show", 10))
        .forEach(System.out::println);
    assertEquals(0, differences.size(), () -> differences.get(0));
    assertTrue(only != null || (accepted >= wantAccepted && refused >= wantRefused));
  }

  private static String difference(Engine.Outcome expected, Engine.Outcome actual) {
    if (expected.accepted() != actual.accepted()) {
      return expected.accepted()
          ? "we refuse: " + actual.refusal() + " theirs " + expected.result().get().shape()
          : "they refuse: " + expected.refusal();
    }
    if (!expected.accepted()) {
      return "";
    }
    Tensor theirs = expected.result().get();
    Tensor ours = actual.result().get();
    if (!theirs.shape().equals(ours.shape())) {
      return "shape " + ours.shape() + ", theirs " + theirs.shape();
    }
    for (int i = 0; i < theirs.shape().size(); i++) {
      double difference = Math.abs(theirs.elements().get(i) - ours.elements().get(i));
      if (!(difference <= BOUND)) {
        return "element "
            + i
            + " is "
            + ours.elements().get(i)
            + ", theirs "
            + theirs.elements().get(i);
      }
    }
    return "";
  }
}
