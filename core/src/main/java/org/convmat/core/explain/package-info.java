/**
 * Where a number of a result comes from. What is here: {@link org.convmat.core.explain.Explainer}
 * (the terms of one output cell, its line of C, and the outputs that one input cell touches),
 * {@link org.convmat.core.explain.Links} (the entries of C that belong to one cell), {@link
 * org.convmat.core.explain.SizeFormula} (the size of an axis, with the numbers in the formula) and
 * {@link org.convmat.core.explain.Overlap} (how many terms and how much weight each cell gets). It
 * stands beside the line and only reads it: all indices come from {@code geometry.AxisTaps}. It
 * imports {@code matrix}, {@code geometry}, {@code failure} and {@code spi}. Start reading at
 * {@code Explainer}.
 */
@NullMarked
package org.convmat.core.explain;

import org.jspecify.annotations.NullMarked;
