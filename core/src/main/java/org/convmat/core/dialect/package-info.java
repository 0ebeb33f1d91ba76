/**
 * From a framework's parameters to the six integers of each axis, and nothing more. What is here:
 * {@link org.convmat.core.dialect.Parameters} and {@link org.convmat.core.dialect.Padding} (what a
 * user says), {@link org.convmat.core.dialect.Dialect} (the rules that frameworks share) with one
 * subclass for each framework, found through {@link org.convmat.core.dialect.Dialects}, and the
 * layouts of weights and data. It imports {@code tensor}, {@code failure} and {@code spi}. Start
 * reading at {@code Dialect}.
 */
@NullMarked
package org.convmat.core.dialect;

import org.jspecify.annotations.NullMarked;
