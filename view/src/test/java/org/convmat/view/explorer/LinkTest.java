package org.convmat.view.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A link restores the state that it was made from, and a broken one is refused in words. */
class LinkTest {

  private static final List<String> RIGHT =
      List.of(
          "input-size=4x4&kernel-size=3x3&at=0,0",
          "transposed&input-size=2x2&kernel-size=3x3&stride=2,1&padding=1:2,0:1&dialect=onnx&from=1,1",
          "input-size=5&kernel-size=3&x=1,2,3,4,5&w=1,0,-1.5&at=2&show=colours&theme=dark&matrix=Ct");

  @TempDir private Path folder;

  @Test
  void aLinkRestoresItsState() throws Exception {
    List<String> states = new ArrayList<>();
    Random random = new Random(6);
    while (states.size() < 1500) {
      RandomLayer layer = RandomLayer.draw(random);
      if (layer.extents().size() < 3) {
        states.add(state(layer, random));
      }
    }
    List<String> lines = Node.lines(folder, "links.js", input(states, List.of()));
    assertEquals(Collections.nCopies(states.size(), "same"), lines);
  }

  @Test
  void aBrokenLinkIsRefused() throws Exception {
    Random random = new Random(7);
    List<String> garbage =
        Stream.generate(() -> mutated(RIGHT.get(random.nextInt(RIGHT.size())), random))
            .limit(3000)
            .toList();
    List<String> lines = Node.lines(folder, "links.js", input(List.of(), garbage));
    assertEquals(garbage.size(), lines.size());
    for (int i = 0; i < lines.size(); i++) {
      assertTrue(lines.get(i).equals("read") || lines.get(i).equals("refused"), lines.get(i));
    }
    int read = Collections.frequency(lines, "read");
    assertTrue(read > 50 && read < 2500, read + " of the broken links still say something");
    assertEquals(
        Collections.nCopies(3, "read"), Node.lines(folder, "links.js", input(List.of(), RIGHT)));
  }

  /** A state with the layer of {@code layer}, at a random cell in a random view. */
  private static String state(RandomLayer layer, Random random) {
    boolean auto = layer.parameters().padding() instanceof org.convmat.core.dialect.Padding.Auto;
    int axes = layer.extents().size();
    String request = PortTest.request(layer);
    String padding = Collections.nCopies(axes, "[0,0]").toString();
    String none = auto ? request.replace("\"padding\":[]", "\"padding\":" + padding) : request;
    return none.substring(0, none.length() - 1)
        + String.format(
            ",\"scatter\":%b,\"cell\":%s,\"showTransposed\":%b,\"colours\":%b,\"theme\":\"%s\"}",
            random.nextBoolean(),
            Stream.generate(() -> random.nextInt(9)).limit(axes).toList(),
            random.nextBoolean(),
            random.nextBoolean(),
            List.of("", "light", "dark").get(random.nextInt(3)));
  }

  private static String mutated(String link, Random random) {
    String alphabet = "0123456789,:;x=&-.abcdexyz%<\"'\\ ";
    StringBuilder text = new StringBuilder(link);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(text.length());
      char other = alphabet.charAt(random.nextInt(alphabet.length()));
      switch (random.nextInt(3)) {
        case 0 -> text.setCharAt(at, other);
        case 1 -> text.insert(at, other);
        default -> text.deleteCharAt(at);
      }
    }
    return text.toString();
  }

  private static String input(List<String> states, List<String> garbage) {
    return "{\"book\":"
        + PortTest.book()
        + ",\"states\":["
        + String.join(",", states)
        + "],\"garbage\":"
        + garbage.stream().map(LibraryAnswers::quoted).collect(Collectors.joining(",", "[", "]"))
        + "}";
  }
}
