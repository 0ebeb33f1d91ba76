/**
 * The command line: parse, call, print. Start reading at {@link org.convmat.cli.Main}, which runs
 * one command line; {@link org.convmat.cli.Commands} lists the commands, one class each, and the
 * classes named {@code ...Options} are what several of them share. It imports {@code core} and
 * never a backend: those are found at run time. No other class than {@code Main} knows {@code
 * System.out}.
 */
@NullMarked
package org.convmat.cli;

import org.jspecify.annotations.NullMarked;
