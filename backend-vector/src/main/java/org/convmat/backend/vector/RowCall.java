package org.convmat.backend.vector;

import java.util.Optional;
import org.convmat.spi.Elements;

/**
 * What stays the same from block to block of a {@link RowSums}.
 *
 * @param mate the terms of sums that are computed with the others, {@code mateSkip} further on in
 *     the target
 */
record RowCall(
    Elements patterns,
    RowTerms terms,
    Optional<RowTerms> mate,
    int mateSkip,
    Elements source,
    Elements target) {}
