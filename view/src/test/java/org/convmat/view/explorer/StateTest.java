package org.convmat.view.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is changed in the page, in whatever order, its state stays whole or is refused. */
class StateTest {

  @TempDir private Path folder;

  @Test
  void aStateStaysWhole() throws Exception {
    int changes = 8000;
    String input =
        "{\"book\":" + PortTest.book() + ",\"seed\":20261122,\"changes\":" + changes + "}";
    List<String> lines = Node.lines(folder, "monkey.js", input);
    assertEquals(
        1, lines.size(), () -> String.join("\n", lines.subList(0, Math.min(3, lines.size()))));
    String[] counts = lines.get(0).split(" ", -1);
    assertEquals(changes, Integer.parseInt(counts[0]) + Integer.parseInt(counts[1]));
    assertTrue(Integer.parseInt(counts[0]) > changes / 5, "shown: " + counts[0]);
    assertTrue(Integer.parseInt(counts[1]) > changes / 5, "refused: " + counts[1]);
  }
}
