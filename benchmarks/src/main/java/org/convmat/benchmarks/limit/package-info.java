/**
 * What the machine could do at best, measured in the run that is compared with it: arithmetic in
 * registers and copying in memory, on as many threads. It imports {@code fma} and {@code layers}.
 * Start reading at {@link org.convmat.benchmarks.limit.Limits}.
 */
@NullMarked
package org.convmat.benchmarks.limit;

import org.jspecify.annotations.NullMarked;
