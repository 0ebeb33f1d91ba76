package org.convmat.tck.wrong;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.convmat.spi.Availability;
import org.convmat.spi.Execution;
import org.convmat.spi.Feature;
import org.convmat.spi.Multiplier;
import org.convmat.spi.Operand;

/** Backends that break chapters 1 and 2: what they say about themselves. */
public final class WrongIdentities {

  private WrongIdentities() {}

  /** Two words, capital letters, an exclamation mark. */
  public static final class BadId extends Wrong {
    @Override
    public String id() {
      return "My Backend!";
    }
  }

  /** Counts the calls. */
  public static final class OtherIdEveryTime extends Wrong {
    private static final AtomicInteger CALLS = new AtomicInteger();

    @Override
    public String id() {
      return "mine-" + CALLS.incrementAndGet();
    }
  }

  /** From a future that the kit does not know. */
  public static final class OtherLevel extends Wrong {
    @Override
    public int spiLevel() {
      return 7;
    }
  }

  /** A banner where one line is expected. */
  public static final class LongLibrary extends Wrong {
    @Override
    public String library() {
      return "FASTLIB 1.0\nall rights reserved";
    }
  }

  /** Nobody told the service loader. */
  public static final class NotRegistered extends Wrong {}

  /** As an unguarded probe for a native library does. */
  public static final class ThrowsInAvailability extends Wrong {
    @Override
    public Availability availability() {
      throw new UnsatisfiedLinkError("no fastlib in java.library.path");
    }
  }

  /** Not available, and not saying why. */
  public static final class UnavailableWithoutReason extends Wrong {
    @Override
    public Availability availability() {
      return Availability.unavailable("", "");
    }
  }

  /** Floats only. */
  public static final class NoDenseDouble extends Wrong {
    @Override
    public Set<Feature> features() {
      return Set.of(Feature.DENSE_FLOAT);
    }
  }

  /** Hands out the set it looks at itself. */
  public static final class LendsItsFeatures extends Wrong {
    private final Set<Feature> features = EnumSet.of(Feature.DENSE_DOUBLE, Feature.DENSE_FLOAT);

    @Override
    public Set<Feature> features() {
      return features;
    }
  }

  /** Declares sparse floats for the day they will work. */
  public static final class LiesAboutFeature extends Wrong {
    @Override
    public Set<Feature> features() {
      return Set.of(Feature.DENSE_DOUBLE, Feature.SPARSE_FLOAT);
    }

    @Override
    protected Multiplier wrong(Operand operand, Execution execution, Multiplier right) {
      if (operand.requiredFeature() == Feature.SPARSE_FLOAT) {
        throw new UnsupportedOperationException("sparse floats are not done yet");
      }
      return right;
    }
  }
}
