/**
 * Where a convolution's numbers sit. What is here: {@link org.convmat.core.geometry.Geometry}
 * (axes, channels, groups) and the one index generator: {@link org.convmat.core.geometry.AxisTaps}
 * turns the formula of {@link org.convmat.spi.ConvolutionAxis#imagePosition} into the ranges of one
 * axis, and {@link org.convmat.core.geometry.RowRuns} multiplies axes out. Every form of the matrix
 * reads its indices from these two. It imports {@code spi}, {@code tensor} and {@code failure}.
 * Start reading at {@code AxisTaps}.
 */
@NullMarked
package org.convmat.core.geometry;

import org.jspecify.annotations.NullMarked;
