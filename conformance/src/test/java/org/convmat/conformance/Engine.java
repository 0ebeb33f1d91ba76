package org.convmat.conformance;

import java.util.Optional;
import org.convmat.core.tensor.Tensor;

/** Something that runs a layer, or refuses it. */
interface Engine {

  /** A result, or what was said instead. */
  record Outcome(Optional<Tensor> result, String refusal) {
    static Outcome of(Tensor result) {
      return new Outcome(Optional.of(result), "");
    }

    static Outcome refused(Throwable e) {
      return new Outcome(
          Optional.empty(), String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }

    boolean accepted() {
      return result.isPresent();
    }
  }

  Outcome run(LayerCase layer);
}
