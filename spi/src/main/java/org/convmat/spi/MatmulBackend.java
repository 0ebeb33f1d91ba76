package org.convmat.spi;

import java.util.Set;

/**
 * A library that multiplies matrices, plugged into convmat.
 *
 * <p>Providers are found with {@link java.util.ServiceLoader}: list the class in {@code
 * META-INF/services/org.convmat.spi.MatmulBackend} and, in a named module, in {@code provides}. The
 * class is public and has a public constructor without parameters that does nothing costly; set-up
 * belongs into {@link #prepare}.
 *
 * <p>A backend must multiply dense double matrices ({@link Feature#DENSE_DOUBLE}). Everything else
 * in {@link #features()} makes it faster, never more correct: convmat widens, lowers or densifies
 * for a backend that lacks a feature.
 *
 * <p>Methods may be called from any thread, also at the same time. A backend must not change
 * process-wide state, that of the library it wraps included, and starts no threads of its own.
 *
 * <p>docs/backend-contract.md has the rules, each with its intent and the test in {@code
 * convmat-tck} that checks it.
 */
public interface MatmulBackend {

  /**
   * The word that a person types after {@code --backend}: {@code [a-z][a-z0-9-]{0,30}}. Unique
   * among the backends of a process and the same on every call.
   */
  String id();

  /**
   * The level of this contract that the backend was written against; this is level 1. Return the
   * literal number. The method is abstract on purpose: a default would report the level of the
   * contract present at run time, not the one the author read.
   */
  int spiLevel();

  /** The wrapped library and its version, as in {@code "EJML 0.46.1"}; for reports only. */
  default String library() {
    return "";
  }

  /**
   * Whether the backend can work in this process, and if not why and what would help. Must not
   * throw. When unavailable, only {@link #id()}, {@link #spiLevel()} and {@link #library()} are
   * called besides.
   */
  Availability availability();

  /** What this backend does itself. Holds {@link Feature#DENSE_DOUBLE}; the same on every call. */
  Set<Feature> features();

  /**
   * Makes a matrix ready for many multiplications. Conversion into the library's own form is paid
   * here, once; a backend that can wrap the operand's arrays should do so.
   *
   * <p>Preconditions that the caller has checked: {@code operand} is of a kind and element type
   * named in {@link #features()}, and its arrays do not change while the multiplier is in use.
   *
   * @param operand the matrix A; not modified, and may be kept
   * @param execution how many threads may be used, whose they are, and how near the products must
   *     come to the exact ones
   * @return a thread-safe multiplier by A
   */
  Multiplier prepare(Operand operand, Execution execution);
}
