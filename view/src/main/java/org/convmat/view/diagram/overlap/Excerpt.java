package org.convmat.view.diagram.overlap;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * The positions of an axis that are shown: all of them, or the begin and the end, with a gap for
 * the middle, which inside repeats what stands beside it. Leaving out keeps the pattern; shrinking
 * would blur it.
 *
 * @param positions ascending; {@link #GAP} for what is left out
 */
public record Excerpt(List<Integer> positions) {

  /** Stands for positions that are left out. */
  public static final int GAP = -1;

  /** Copies the positions. */
  public Excerpt {
    positions = ImmutableList.copyOf(positions);
  }

  /** At most {@code most} positions, the gap included, of an axis. */
  public static Excerpt of(int extent, int most) {
    ImmutableList.Builder<Integer> positions = ImmutableList.builder();
    int begin = extent <= most ? extent : (most - 1) * 2 / 3;
    int end = extent <= most ? 0 : most - 1 - begin;
    for (int i = 0; i < begin; i++) {
      positions.add(i);
    }
    if (begin + end < extent) {
      positions.add(GAP);
    }
    for (int i = extent - end; i < extent; i++) {
      positions.add(i);
    }
    return new Excerpt(positions.build());
  }

  /** Whether something is left out. */
  public boolean cut() {
    return positions.contains(GAP);
  }
}
