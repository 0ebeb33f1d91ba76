/**
 * One layer as an ONNX model, for the tests of this module and for {@code benchmarks}. It imports
 * {@code core}'s {@code dialect} and {@code tensor}. Start reading at {@link
 * org.convmat.conformance.onnx.OnnxModel}.
 */
@NullMarked
package org.convmat.conformance.onnx;

import org.jspecify.annotations.NullMarked;
