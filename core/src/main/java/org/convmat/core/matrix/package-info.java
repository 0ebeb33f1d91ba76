/**
 * The forms of one matrix. What is here: {@link org.convmat.core.matrix.ConvolutionMatrix} (a
 * geometry and a kernel; gives the dense, sparse and structured operand, each made when first asked
 * for) and {@link org.convmat.core.matrix.LoweredMultiplier} (im2col and col2im in tiles around a
 * dense product). It imports {@code geometry}, {@code tensor}, {@code failure} and {@code spi}.
 * Start reading at {@code ConvolutionMatrix}.
 */
@NullMarked
package org.convmat.core.matrix;

import org.jspecify.annotations.NullMarked;
