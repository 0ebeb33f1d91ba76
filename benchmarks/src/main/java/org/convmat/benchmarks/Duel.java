package org.convmat.benchmarks;

import java.util.List;
import java.util.Locale;
import org.convmat.benchmarks.timing.InTurn;
import org.convmat.benchmarks.timing.Samples;

/** Two pieces of work against each other. */
final class Duel {

  private final InTurn inTurn;

  /** Each duel lasts {@code seconds}, after half as long a warm-up. */
  Duel(double seconds) {
    this.inTurn = InTurn.of(seconds);
  }

  /** Medians of both in nanoseconds, and the median of the ratios of neighbouring samples. */
  record Outcome(double ours, double theirs, double ratio, int samples) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "ours %10.1f us, theirs %10.1f us, ours/theirs %.3f (%d pairs)",
          ours / 1e3,
          theirs / 1e3,
          ratio,
          samples);
    }
  }

  /** Warms both up, then times them in turn. */
  Outcome run(Runnable ours, Runnable theirs) {
    List<Samples> samples = inTurn.run(List.of(ours, theirs));
    Samples a = samples.get(0);
    Samples b = samples.get(1);
    return new Outcome(a.median(), b.median(), a.medianRatio(b), a.count());
  }
}
