/**
 * The inverse of a dialect: from sizes to parameters, and from one framework's parameters to
 * another's. What is here: {@link org.convmat.core.solve.AxisSolver} (all choices of one axis),
 * {@link org.convmat.core.solve.Solver} (a layer), {@link org.convmat.core.solve.LayerStack}
 * (layers one after another), {@link org.convmat.core.solve.Translator}. It stands beside the line
 * that data walks and imports {@code dialect}, {@code failure} and {@code spi}. Start reading at
 * {@code Solver}.
 */
@NullMarked
package org.convmat.core.solve;

import org.jspecify.annotations.NullMarked;
