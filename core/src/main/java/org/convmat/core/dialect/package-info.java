/**
 * From a framework's parameters to the six integers of each axis, and nothing more. What is here:
 * {@link org.convmat.core.dialect.Parameters} (what a user says), {@link
 * org.convmat.core.dialect.Padding}, and {@link org.convmat.core.dialect.PyTorchDialect} (the rules
 * of PyTorch, extended by asymmetric padding and ONNX's auto-pad names). It imports {@code spi} and
 * {@code failure}.
 */
@NullMarked
package org.convmat.core.dialect;

import org.jspecify.annotations.NullMarked;
