package org.convmat.cli;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import java.util.List;
import org.convmat.core.dialect.Direction;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.solve.StackLayer;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** A layer of a stack in one argument: {@code conv} or {@code tconv}, and its options. */
@CommandLine.Command(name = "--layer")
final class LayerText {

  @CommandLine.Parameters(paramLabel = "conv|tconv")
  private Kind kind = Kind.CONV;

  @Mixin private final KernelSizeOption kernel = new KernelSizeOption();
  @Mixin private final AxisOptions axes = new AxisOptions();
  @Mixin private final TransposedOptions resultSize = new TransposedOptions();

  /** The direction. */
  enum Kind {
    CONV,
    TCONV
  }

  /** The layer that a text describes. */
  static StackLayer parse(String text) {
    LayerText layer = new LayerText();
    CommandLine parser = new CommandLine(layer);
    Converters.register(parser);
    List<String> words = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings().splitToList(text);
    try {
      parser.parseArgs(words.toArray(String[]::new));
      return layer.layer();
    } catch (ParameterException | InvalidInputException e) {
      throw new InvalidInputException("--layer '" + text + "': " + e.getMessage(), e);
    }
  }

  private StackLayer layer() {
    if (axes.lenient()) {
      throw new InvalidInputException(
          "the layers of a stack are strict; leave out --strict=false, or name the --dialect that"
              + " has this layer");
    }
    Parameters shared = axes.parameters();
    if (kind == Kind.TCONV) {
      Parameters all = resultSize.addTo(shared);
      return new StackLayer(axes.dialect(), Direction.TRANSPOSED, kernel.size().values(), all);
    }
    resultSize.requireNone();
    return new StackLayer(axes.dialect(), Direction.CONVOLUTION, kernel.size().values(), shared);
  }
}
