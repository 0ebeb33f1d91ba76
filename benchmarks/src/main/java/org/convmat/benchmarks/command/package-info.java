/**
 * What the commands of this module have in common: {@link org.convmat.benchmarks.command.Commands}.
 * It imports {@code core}'s {@code failure} and the option parser.
 */
@NullMarked
package org.convmat.benchmarks.command;

import org.jspecify.annotations.NullMarked;
