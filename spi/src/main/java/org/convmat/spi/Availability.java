package org.convmat.spi;

import java.util.Objects;

/** Whether a backend can work in this process; if not, why, and what would help. */
public sealed interface Availability {

  /** The backend can work. */
  static Availability available() {
    return Available.INSTANCE;
  }

  /**
   * The backend cannot work.
   *
   * @param reason what is missing, as in {@code "module jdk.incubator.vector is not resolved"}
   * @param remedy what to do, as in {@code "add --add-modules jdk.incubator.vector"}
   */
  static Availability unavailable(String reason, String remedy) {
    return new Unavailable(reason, remedy);
  }

  /** The backend can work. */
  enum Available implements Availability {
    /** The only value. */
    INSTANCE
  }

  /**
   * The backend cannot work.
   *
   * @param reason what is missing
   * @param remedy what to do about it
   */
  record Unavailable(String reason, String remedy) implements Availability {
    /** Refuses nulls. */
    public Unavailable {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(remedy, "remedy");
    }
  }
}
