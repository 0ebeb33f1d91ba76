package org.convmat.view.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the page's logic under Node, or has the test skipped where there is none. */
final class Node {

  private Node() {}

  /**
   * What a script prints that follows the page's logic.
   *
   * @param folder for the script, its input and its output
   * @param script a file of this package's test resources
   * @param input what {@code process.argv[2]} names
   */
  static List<String> lines(Path folder, String script, String input) throws Exception {
    return lines(folder, PageScript.logic(), script, input);
  }

  /** The same of another logic. */
  static List<String> lines(Path folder, String logic, String script, String input)
      throws Exception {
    Path program = folder.resolve("program.mjs");
    Path data = folder.resolve("input.json");
    Path output = folder.resolve("output.txt");
    Files.writeString(program, logic + PageScript.resource(script));
    Files.writeString(data, input);
    Process process = start(List.of("node", program.toString(), data.toString()), output);
    int code = process.waitFor();
    List<String> lines = Files.readAllLines(output);
    assertEquals(0, code, () -> String.join("\n", lines));
    return lines;
  }

  private static Process start(List<String> command, Path output) {
    try {
      return new ProcessBuilder(new ArrayList<>(command))
          .redirectErrorStream(true)
          .redirectOutput(output.toFile())
          .start();
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("No such file")) {
        abort("there is no node on the PATH; install nodejs to hold the page's scripts to this");
      }
      throw new UncheckedIOException(e);
    }
  }
}
