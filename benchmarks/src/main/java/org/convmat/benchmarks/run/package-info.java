/**
 * The command {@code benchmarks/run}: parse, measure, print. It imports every other package here.
 * Start reading at {@link org.convmat.benchmarks.run.RunCommand}.
 */
@NullMarked
package org.convmat.benchmarks.run;

import org.jspecify.annotations.NullMarked;
