package org.convmat.core.geometry;

import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.convmat.core.failure.InvalidInputException;

/**
 * What a tap sees outside the image. Part of the matrix, so the transposed convolution has the
 * exact adjoint: what falls outside is added where the boundary took it from. Any distance outside
 * is taken, as {@code numpy.pad} does.
 */
public enum Boundary {
  /** Nothing: the term is dropped. */
  ZERO("0 0|a b c|0 0", "constant", "zeros"),
  /** Mirrored at the middle of the first and last cell; NumPy's and PyTorch's reflect. */
  REFLECT("c b|a b c|b a", "mirror", "reflect101", "reflect_101"),
  /** Mirrored at the edge, so that the first and last cell come twice; ndimage's reflect. */
  SYMMETRIC("b a|a b c|c b", "half-sample", "fill-symmetric", "symm"),
  /** The first and last cell, on and on. */
  REPLICATE("a a|a b c|c c", "edge", "nearest", "border"),
  /** From the other end. */
  CIRCULAR("b c|a b c|a b", "wrap", "periodic", "grid-wrap");

  private final String picture;
  private final ImmutableSet<String> aliases;

  Boundary(String picture, String... aliases) {
    this.picture = picture;
    this.aliases = ImmutableSet.copyOf(aliases);
  }

  /** Two cells outside, an image of three, two cells outside: {@code c b|a b c|b a}. */
  public String picture() {
    return picture;
  }

  /** What other libraries call it, where they do not mean another one. */
  public Set<String> aliases() {
    return aliases;
  }

  /**
   * The boundary of a name or an alias, whatever its case.
   *
   * @throws InvalidInputException if there is none
   */
  public static Boundary of(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(b -> b.toString().equals(wanted) || b.aliases.contains(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "there is no boundary \"%s\"; there are %s", name, Arrays.asList(values())));
  }

  /** The cell of an image of {@code extent} cells that is seen at {@code position}; -1 for none. */
  int source(long position, int extent) {
    if (position >= 0 && position < extent) {
      return (int) position;
    }
    return switch (this) {
      case ZERO -> -1;
      case REPLICATE -> position < 0 ? 0 : extent - 1;
      case CIRCULAR -> (int) Math.floorMod(position, (long) extent);
      case SYMMETRIC -> mirrored(position, 2L * extent, 2L * extent - 1, extent);
      case REFLECT ->
          extent == 1 ? 0 : mirrored(position, 2L * extent - 2, 2L * extent - 2, extent);
    };
  }

  private static int mirrored(long position, long period, long turn, int extent) {
    long within = Math.floorMod(position, period);
    return (int) (within < extent ? within : turn - within);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
