package org.convmat.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.convmat.core.failure.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {

  @ParameterizedTest
  @CsvSource({"2,2,1", "1.5,3,2", "4/3,4,3", "6/4,3,2", "1,1,1", "1.25,5,4", "1024,1024,1"})
  void reads(String text, int up, int down) {
    assertEquals(new Scale(up, down), Scale.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5,must be at least 1",
    "0,must be at least 1",
    "1/2,must be at least 1",
    "1/0,must be at least 1",
    "-2,must be a number",
    "two,must be a number",
    "2x,must be a number",
    "1e3,must be a number",
    "NaN,must be a number",
    "1025,at most 1024",
    "999999999.999999999,must be at most 1024",
    "1.37,nearest is 37/27",
    "1.0001,nearest is"
  })
  void refuses(String text, String words) {
    InvalidInputException e = assertThrows(InvalidInputException.class, () -> Scale.parse(text));
    assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
  }

  /** The rule itself, cell by cell, in whole numbers: how many middles lie inside. */
  @Test
  void sizesCountTheMiddlesInside() {
    for (int up = 1; up <= 12; up++) {
      for (int down = 1; down <= up; down++) {
        Scale scale = new Scale(up, down);
        for (int cells = 1; cells <= 40; cells++) {
          int larger = 0;
          while ((2L * larger + 1) * down < 2L * cells * up) {
            larger++;
          }
          int smaller = 0;
          while ((2L * smaller + 1) * up < 2L * cells * down) {
            smaller++;
          }
          assertEquals(larger, scale.enlarge(cells), scale + " of " + cells);
          assertEquals(Math.max(1, smaller), scale.shrink(cells), scale + " of " + cells);
        }
      }
    }
  }
}
