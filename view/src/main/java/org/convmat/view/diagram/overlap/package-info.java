/**
 * How evenly a transposed convolution covers its result, as a heat map. Imports {@code
 * view.diagram} and of {@code core} the packages {@code explain}, {@code geometry}, {@code
 * failure}. Start reading at {@link org.convmat.view.diagram.overlap.OverlapPicture}.
 */
@NullMarked
package org.convmat.view.diagram.overlap;

import org.jspecify.annotations.NullMarked;
