package org.convmat.cli;

import java.util.Locale;
import java.util.Optional;
import org.convmat.core.plan.Form;
import org.convmat.core.tensor.DType;

/** Words to choose from on the command line, where the library has no type that lists them. */
final class Choice {

  private Choice() {}

  /** A form, or leaving the choice to the plan. */
  enum FormName {
    AUTO,
    DENSE,
    SPARSE,
    LOWERED,
    STRUCTURED;

    Optional<Form> form() {
      return this == AUTO ? Optional.empty() : Optional.of(Form.valueOf(name()));
    }
  }

  /** How a matrix lies in memory or in a file. */
  enum Layout {
    DENSE,
    CSR,
    CSC,
    COO
  }

  /** Floating-point types. */
  enum Precision {
    FLOAT32,
    FLOAT64;

    DType dtype() {
      return DType.valueOf(name());
    }
  }

  /** The word that a person types. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
