/**
 * The contract between convmat and a matrix-multiplication backend.
 *
 * <p>What is here: {@link org.convmat.spi.MatmulBackend} (the plug-in), {@link
 * org.convmat.spi.Multiplier} (one matrix, made ready), the three {@link org.convmat.spi.Operand}s
 * that a matrix can arrive as, and the small values they are made of. It imports the JDK only.
 * Discovery is not here: {@code core} does it. Start reading at {@code MatmulBackend}.
 */
package org.convmat.spi;
