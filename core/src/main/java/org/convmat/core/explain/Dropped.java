package org.convmat.core.explain;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A tap that joins a cell to nothing, in any channel: from a grid's cell it falls outside the
 * image, or from no grid position does it touch the image's cell.
 *
 * @param tap one index for each axis
 * @param reason why, for the first axis on which it is so
 */
public record Dropped(List<Integer> tap, String reason) {

  /** Copies the tap. */
  public Dropped {
    tap = ImmutableList.copyOf(tap);
  }
}
