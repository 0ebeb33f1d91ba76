/**
 * The layer tables timed against the peers, as text and as JSON. It imports {@code layers}, {@code
 * peers}, {@code limit} and {@code timing}. Start reading at {@link
 * org.convmat.benchmarks.table.TableRun}.
 */
@NullMarked
package org.convmat.benchmarks.table;

import org.jspecify.annotations.NullMarked;
