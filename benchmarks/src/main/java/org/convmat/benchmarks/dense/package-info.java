/**
 * The dense product of a backend beside those of EJML and ojAlgo: the command {@code
 * benchmarks/dense} calls them in turn, {@code benchmarks/jmh} gives each a process of its own. It
 * imports {@code limit} and {@code timing}. Start reading at {@link
 * org.convmat.benchmarks.dense.DenseProduct}.
 */
@NullMarked
package org.convmat.benchmarks.dense;

import org.jspecify.annotations.NullMarked;
