package org.convmat.benchmarks.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LimitsTest {

  @Test
  void ratesOfThreadsAreAdded() {
    double[] calls = new double[2];
    double rate = Together.rate(2, 3, thread -> ++calls[thread] > 0 ? 1 : 0);
    assertTrue(calls[0] > 1 && calls[1] > 1, "both threads work");
    assertTrue(rate > 1e3, () -> "rate " + rate);
  }

  @Test
  void copyIsMeasuredOnceForEachSize() {
    CopyBandwidth bandwidth = new CopyBandwidth(1);
    double first = bandwidth.of(1 << 20);
    assertTrue(first > 1e8 && first < 1e13, () -> "bytes a second " + first);
    assertEquals(first, bandwidth.of(1 << 20));
    assertEquals(bandwidth.of(0), bandwidth.of(100), "smaller ones would measure the call");
  }
}
