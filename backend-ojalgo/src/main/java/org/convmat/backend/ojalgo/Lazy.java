package org.convmat.backend.ojalgo;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A value made on the first {@link #get()} and kept. Thread-safe; made once, also when several
 * threads ask first.
 */
final class Lazy<T> implements Supplier<T> {

  private final Supplier<T> maker;
  private volatile Optional<T> made = Optional.empty();

  Lazy(Supplier<T> maker) {
    this.maker = maker;
  }

  @Override
  public T get() {
    return made.orElseGet(this::make);
  }

  private synchronized T make() {
    T value = made.orElseGet(maker);
    made = Optional.of(value);
    return value;
  }
}
