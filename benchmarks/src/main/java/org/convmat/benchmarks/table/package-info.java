/**
 * The command {@code benchmarks/run}: the layer tables timed against the peers, and what is said
 * about them. It imports every other package here. Start reading at {@link
 * org.convmat.benchmarks.table.RunCommand}.
 */
@NullMarked
package org.convmat.benchmarks.table;

import org.jspecify.annotations.NullMarked;
