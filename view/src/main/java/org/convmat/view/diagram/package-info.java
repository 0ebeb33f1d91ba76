/**
 * Drawing: a {@link org.convmat.view.diagram.Figure} is drawn on a {@link
 * org.convmat.view.diagram.Canvas}, and there are two of them, pixels ({@link
 * org.convmat.view.diagram.RasterCanvas}) and SVG ({@link org.convmat.view.diagram.SvgCanvas}).
 * What is drawn stands in the packages below: the matrix, the overlap, the steps of a convolution,
 * the tutorial. Imports the JDK, {@code core.io}, {@code core.failure} and {@code view}. Start
 * reading at {@code Figure}.
 */
@NullMarked
package org.convmat.view.diagram;

import org.jspecify.annotations.NullMarked;
