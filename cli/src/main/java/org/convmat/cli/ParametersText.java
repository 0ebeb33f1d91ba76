package org.convmat.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.convmat.core.dialect.Padding;
import org.convmat.core.dialect.Padding.Ends;
import org.convmat.core.dialect.Parameters;

/** Parameters as the options of this command line that say them, without stride and dilation. */
final class ParametersText {

  private ParametersText() {}

  static String of(Parameters parameters) {
    List<String> words = new ArrayList<>();
    if (parameters.padding() instanceof Padding.Auto keyword) {
      words.add("--auto-pad " + keyword.name().toLowerCase(Locale.ROOT));
    } else if (parameters.padding() instanceof Padding.Explicit explicit) {
      words.add("--padding " + join(explicit.axes()));
    }
    if (!parameters.outputPadding().isEmpty()) {
      words.add("--output-padding " + numbers(parameters.outputPadding(), ","));
    }
    if (!parameters.outputSize().isEmpty()) {
      words.add("--output-size " + numbers(parameters.outputSize(), "x"));
    }
    return String.join(" ", words);
  }

  private static String join(List<Ends> ends) {
    return ends.stream().map(ParametersText::ends).collect(Collectors.joining(","));
  }

  /** One number for both ends, or begin:end. */
  static String ends(Ends ends) {
    return ends.begin() == ends.end() ? "" + ends.begin() : ends.begin() + ":" + ends.end();
  }

  private static String numbers(List<Integer> values, String separator) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(separator));
  }
}
