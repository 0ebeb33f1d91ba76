/**
 * A convolution step by step, as Dumoulin and Visin draw it (<i>A guide to convolution arithmetic
 * for deep learning</i>, arXiv:1603.07285), from the indices that the products use: what moves and
 * what it touches is asked of {@code spi.ConvolutionAxis} and {@code core.explain}, nothing is
 * placed by hand. Imports {@code view.diagram} and of {@code core} the packages {@code geometry},
 * {@code matrix}, {@code explain}, {@code dialect}, {@code io}, {@code failure}. Start reading at
 * {@link org.convmat.view.diagram.animation.Animation}.
 */
@NullMarked
package org.convmat.view.diagram.animation;

import org.jspecify.annotations.NullMarked;
