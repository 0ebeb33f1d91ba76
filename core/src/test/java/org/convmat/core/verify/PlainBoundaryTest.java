package org.convmat.core.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.convmat.core.geometry.AxisTaps;
import org.convmat.core.geometry.Boundary;
import org.convmat.spi.ConvolutionAxis;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The two definitions of a boundary, and the picture of it, are one. */
class PlainBoundaryTest {

  @ParameterizedTest
  @EnumSource
  void isTheGeneratorsBoundary(Boundary boundary) {
    for (int cells = 1; cells <= 7; cells++) {
      ConvolutionAxis axis = new ConvolutionAxis(cells, 1, 61, 1, 1, 30);
      AxisTaps taps = new AxisTaps(axis, boundary);
      for (int tap = 0; tap < 61; tap++) {
        long seen = PlainBoundary.seen(boundary, tap - 30, cells);
        assertEquals(taps.image(0, tap), seen, tap - 30 + " of " + cells);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void isThePicture(Boundary boundary) {
    StringBuilder picture = new StringBuilder();
    for (int place = -2; place < 5; place++) {
      long seen = PlainBoundary.seen(boundary, place, 3);
      picture.append(seen < 0 ? '0' : "abc".charAt((int) seen));
      picture.append(place == -1 || place == 2 ? '|' : ' ');
    }
    assertEquals(boundary.picture(), picture.toString().strip());
  }
}
