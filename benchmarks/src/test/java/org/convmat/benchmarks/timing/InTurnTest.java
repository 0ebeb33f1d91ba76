package org.convmat.benchmarks.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InTurnTest {

  @Test
  void everyPieceHasAsManySamples() {
    List<Samples> samples = new InTurn(0.01, 1e-4, 0, 4).run(List.of(() -> {}, () -> {}, () -> {}));
    assertEquals(3, samples.size());
    assertTrue(samples.get(0).count() >= 4);
    assertEquals(samples.get(0).count(), samples.get(2).count());
  }

  /** Each piece is so slow that one call is a sample; after the warm-up they alternate. */
  @Test
  void piecesTakeTurns() {
    List<Character> calls = new ArrayList<>();
    new InTurn(1e-9, 1e-9, 0, 3).run(List.of(() -> calls.add('a'), () -> calls.add('b')));
    String order = calls.stream().map(String::valueOf).reduce("", String::concat);
    assertTrue(order.endsWith("aabbaabbaabb"), order);
  }

  @Test
  void medianAndRatioAreTheMiddle() {
    Samples ours = new Samples();
    Samples theirs = new Samples();
    double[][] rounds = {{1, 1}, {20, 10}, {9, 3}};
    for (double[] round : rounds) {
      ours.add(round[0]);
      theirs.add(round[1]);
    }
    assertEquals(9, ours.median());
    assertEquals(2, ours.medianRatio(theirs));
  }
}
