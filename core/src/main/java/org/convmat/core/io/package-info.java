/**
 * Arrays and sparse matrices in files: {@code .npy}, {@code .npz}, {@code .mtx}, {@code .csv},
 * {@code .json}. It imports {@code tensor}, {@code failure} and the SPI only, and nothing of the
 * line from dialect to execution knows it.
 *
 * <p>Start reading at {@link org.convmat.core.io.ArrayFiles}; {@link
 * org.convmat.core.io.MatrixFiles} is its counterpart for sparse matrices. Behind them stand one
 * reader and one writer a format. What every one of them keeps to:
 *
 * <ul>
 *   <li>a file is input from strangers: whatever it holds, it is read or refused by an {@link
 *       org.convmat.core.failure.InvalidInputException} of one line, and memory grows only with
 *       data that really arrived, never with what a header claims;
 *   <li>nothing is lost in silence: an integer that a double cannot hold is refused, not rounded;
 *   <li>a file appears whole or not at all: {@link org.convmat.core.io.AtomicFile}.
 * </ul>
 */
@NullMarked
package org.convmat.core.io;

import org.jspecify.annotations.NullMarked;
