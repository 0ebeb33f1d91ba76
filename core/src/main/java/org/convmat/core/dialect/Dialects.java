package org.convmat.core.dialect;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import org.convmat.core.failure.InvalidInputException;

/** Every dialect. */
public final class Dialects {

  /** {@code torch.nn}; lenient, what the command line takes by default. */
  public static final PyTorchDialect PYTORCH = new PyTorchDialect();

  /** Conv and ConvTranspose. */
  public static final OnnxDialect ONNX = new OnnxDialect();

  /** Keras and TensorFlow. */
  public static final KerasDialect KERAS = new KerasDialect();

  /** {@code jax.lax}. */
  public static final JaxDialect JAX = new JaxDialect();

  /** oneDNN. */
  public static final OneDnnDialect ONEDNN = new OneDnnDialect();

  /** DL4J. */
  public static final Dl4jDialect DL4J = new Dl4jDialect();

  /** MATLAB's Deep Learning Toolbox. */
  public static final MatlabDialect MATLAB = new MatlabDialect();

  private static final ImmutableList<Dialect> ALL =
      ImmutableList.of(PYTORCH, ONNX, KERAS, JAX, ONEDNN, DL4J, MATLAB);

  private Dialects() {}

  /** All of them, in the order of the documentation. */
  public static List<Dialect> all() {
    return ALL;
  }

  /**
   * The dialect of a name or an alias, whatever its case.
   *
   * @throws InvalidInputException if there is none
   */
  public static Dialect of(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return ALL.stream()
        .filter(d -> d.id().equals(wanted) || d.aliases().contains(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "there is no dialect \"%s\"; there are %s",
                    name, ALL.stream().map(Dialect::id).toList()));
  }
}
