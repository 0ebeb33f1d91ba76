/**
 * The layers that are timed: two tables of them, what a layer is, and how much work it is. It
 * imports {@code core}. Start reading at {@link org.convmat.benchmarks.layers.LayerTable}.
 */
@NullMarked
package org.convmat.benchmarks.layers;

import org.jspecify.annotations.NullMarked;
