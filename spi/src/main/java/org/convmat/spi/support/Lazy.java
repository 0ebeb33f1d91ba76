package org.convmat.spi.support;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A value made on the first {@link #get()} and kept. Thread-safe; made once, also when several
 * threads ask first. For a conversion that only one direction of a product needs.
 */
public final class Lazy<T> implements Supplier<T> {

  private final Supplier<T> maker;
  private volatile Optional<T> made = Optional.empty();

  /** The value that {@code maker} makes; never null. */
  public Lazy(Supplier<T> maker) {
    this.maker = maker;
  }

  @Override
  public T get() {
    Optional<T> now = made; // without a lambda: once made, this allocates nothing
    return now.isPresent() ? now.get() : make();
  }

  private synchronized T make() {
    T value = made.orElseGet(maker);
    made = Optional.of(value);
    return value;
  }
}
