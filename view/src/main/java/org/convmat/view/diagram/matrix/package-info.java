/**
 * The convolution matrix as a picture: each entry in the colour of its kernel tap. Entries are
 * streamed from {@code geometry.RowRuns} and counted into pixels, so a matrix that could never be
 * stored can be looked at. Imports {@code view.diagram} and of {@code core} the packages {@code
 * geometry}, {@code matrix}, {@code explain}, {@code failure}. Start reading at {@link
 * org.convmat.view.diagram.matrix.MatrixPicture}.
 */
@NullMarked
package org.convmat.view.diagram.matrix;

import org.jspecify.annotations.NullMarked;
