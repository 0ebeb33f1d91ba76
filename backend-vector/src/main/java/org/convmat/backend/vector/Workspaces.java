package org.convmat.backend.vector;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Scratch memory that is used again: as many workspaces as threads have been at work at once, and
 * no more. Thread-safe.
 */
final class Workspaces<T> {

  private final Deque<T> free = new ArrayDeque<>();
  private final Supplier<T> maker;

  Workspaces(Supplier<T> maker) {
    this.maker = maker;
  }

  /** One that nobody else has; what it holds is arbitrary. */
  T take() {
    synchronized (free) {
      T top = free.pollFirst();
      if (top != null) {
        return top;
      }
    }
    return maker.get();
  }

  /** Gives it back. */
  void give(T workspace) {
    synchronized (free) {
      free.addFirst(workspace);
    }
  }
}
