/**
 * Pictures made larger by the transposed convolution and smaller by its adjoint, in tiles, on a
 * backend. Imports {@code view.picture}, {@code core.kernel} and the face of {@code core}; the
 * arithmetic is {@link org.convmat.core.BoundConvolution}'s. Start with {@link
 * org.convmat.view.resample.PictureScaler}; what one axis looks like in tiles says {@link
 * org.convmat.view.resample.AxisTiles}.
 */
@NullMarked
package org.convmat.view.resample;

import org.jspecify.annotations.NullMarked;
