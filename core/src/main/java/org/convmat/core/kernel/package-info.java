/**
 * Kernels that interpolate: the functions of the field, the scale between two grids, and what a
 * transposed convolution needs to up-sample with them. Stands beside the line of data like {@code
 * io}: imports {@code tensor} and {@code failure} only. Start with {@link
 * org.convmat.core.kernel.UpsamplingKernel}, then {@link org.convmat.core.kernel.AxisKernel}.
 */
@NullMarked
package org.convmat.core.kernel;

import org.jspecify.annotations.NullMarked;
