/**
 * How many operations the processor does at best. The only package here that uses the incubating
 * vector module, and therefore compiled on its own; it imports nothing else. Start reading at
 * {@link org.convmat.benchmarks.fma.FmaLoop}.
 */
@NullMarked
package org.convmat.benchmarks.fma;

import org.jspecify.annotations.NullMarked;
