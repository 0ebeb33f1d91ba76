/**
 * How long work takes. {@link org.convmat.benchmarks.timing.InTurn} times several pieces of work
 * one after the other again and again; everything that is reported comes from it. It imports the
 * JDK only.
 */
@NullMarked
package org.convmat.benchmarks.timing;

import org.jspecify.annotations.NullMarked;
