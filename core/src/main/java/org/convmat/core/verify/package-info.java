/**
 * Proof that every form on every backend is the convolution. What is here: {@link
 * org.convmat.core.verify.Verification} (runs the forms and holds them against plain loops), {@link
 * org.convmat.core.verify.PlainLoops} (the definition, written out, sharing nothing with the forms
 * but {@link org.convmat.spi.ConvolutionAxis#imagePosition}) and {@link
 * org.convmat.core.verify.Check} (what came out). It stands beside the line, after {@code
 * execution}, and imports {@code execution}, {@code plan}, {@code matrix}, {@code geometry}, {@code
 * explain} (for the names of cells), {@code failure} and {@code spi}. Start reading at {@code
 * Verification}.
 */
@NullMarked
package org.convmat.core.verify;

import org.jspecify.annotations.NullMarked;
