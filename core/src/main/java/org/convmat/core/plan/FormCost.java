package org.convmat.core.plan;

import java.util.Optional;
import org.convmat.spi.ElementType;

/**
 * What one form costs, in {@code long} arithmetic that saturates at {@code Long.MAX_VALUE}.
 *
 * @param form which form
 * @param computedIn the element type that the backend would compute in
 * @param stored matrix entries that are stored: every cell, every tap inside the image, or the
 *     kernel
 * @param bytes memory of what is stored, indices included
 * @param scratchBytes memory that is needed for a while: to fill the dense form, or by each thread
 *     that multiplies in the lowered one
 * @param operations floating-point operations of one multiplication with the whole batch
 * @param seconds estimate of one multiplication by {@link CostModel}
 * @param obstacle why this form cannot be used here; empty if it can
 */
public record FormCost(
    Form form,
    ElementType computedIn,
    long stored,
    long bytes,
    long scratchBytes,
    long operations,
    double seconds,
    Optional<String> obstacle) {

  /** Whether the form can be used. */
  public boolean feasible() {
    return obstacle.isEmpty();
  }
}
