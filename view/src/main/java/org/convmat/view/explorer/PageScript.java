package org.convmat.view.explorer;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page's script: its modules, one after the other, without what imports and exports them. So
 * their names must differ, which the browser checks, as each file is read before those that import
 * from it.
 */
final class PageScript {

  /** Modules that know no document, in the order of their imports. */
  private static final ImmutableList<String> LOGIC =
      ImmutableList.of(
          "geometry",
          "strictness",
          "dialects",
          "layer",
          "sizes",
          "state",
          "link",
          "reading",
          "examples");

  /** Modules that do. */
  private static final ImmutableList<String> DOCUMENT =
      ImmutableList.of(
          "elements",
          "grids",
          "matrix",
          "sums",
          "words",
          "spotlight",
          "controls",
          "player",
          "main");

  private static final Pattern IMPORT = Pattern.compile("(?m)^import [^;]*;\n");
  private static final Pattern EXPORT = Pattern.compile("(?m)^export ");

  private PageScript() {}

  /** What works out numbers and words. */
  static String logic() {
    return joined(LOGIC);
  }

  /** All of it. */
  static String all() {
    return logic() + joined(DOCUMENT);
  }

  private static String joined(List<String> names) {
    return names.stream().map(name -> inlined(name + ".js")).collect(Collectors.joining());
  }

  private static String inlined(String name) {
    return EXPORT.matcher(IMPORT.matcher(resource(name)).replaceAll("")).replaceAll("");
  }

  /** A file of this package. */
  static String resource(String name) {
    URL url = Objects.requireNonNull(PageScript.class.getResource(name), name);
    try {
      return Resources.toString(url, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + url, e);
    }
  }
}
