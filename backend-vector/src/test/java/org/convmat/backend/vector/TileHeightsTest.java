package org.convmat.backend.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileHeightsTest {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tilesHaveAllRowsTallestFirst(boolean tall) {
    Set<Integer> known = tall ? Set.of(1, 2, 4, 5, 8) : Set.of(1, 2, 4, 5);
    for (int rows = 1; rows <= 600; rows++) {
      int[] heights = TileHeights.of(rows, tall);
      String message = rows + " rows: " + Arrays.toString(heights);
      // Three rows take a tile of four.
      assertEquals(rows == 3 ? 4 : rows, Arrays.stream(heights).sum(), message);
      for (int i = 0; i < heights.length; i++) {
        assertTrue(known.contains(heights[i]), message);
        assertTrue(i == 0 || heights[i - 1] >= heights[i], message);
      }
    }
  }

  /** As few tiles as can be: each begins and ends once. */
  @ParameterizedTest
  @ValueSource(ints = {8, 16, 64, 256, 12, 13, 20, 40})
  void tallTilesAreTakenWhereTheyAddUp(int rows) {
    int[] tall = TileHeights.of(rows, true);
    assertEquals(8, tall[0]);
    assertTrue(tall.length < TileHeights.of(rows, false).length, Arrays.toString(tall));
  }

  @Test
  void halvedTilesHaveAllRowsAndTheLowOnesAtMostOnce() {
    for (int rows = 1; rows <= 200; rows++) {
      int[] heights = TileHeights.halved(rows);
      assertEquals(rows, Arrays.stream(heights).sum());
      assertEquals(rows / 8, Arrays.stream(heights).filter(height -> height == 8).count());
      int[] low = Arrays.stream(heights).filter(height -> height != 8).toArray();
      assertTrue(Set.of(1, 2, 4).containsAll(Arrays.stream(low).boxed().toList()));
      assertEquals(low.length, Arrays.stream(low).distinct().count());
    }
  }
}
