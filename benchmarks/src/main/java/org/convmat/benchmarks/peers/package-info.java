/**
 * The same layer on convmat, on ONNX Runtime and on PyTorch, each called as its users would: the
 * weights constant, the result into memory that is there already where the library can. It imports
 * {@code layers}, {@code core} and the libraries. Start reading at {@link
 * org.convmat.benchmarks.peers.Contestant}.
 */
@NullMarked
package org.convmat.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
