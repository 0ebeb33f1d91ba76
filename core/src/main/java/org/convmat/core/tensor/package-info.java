/**
 * Arrays of numbers with a shape. What is here: {@link org.convmat.core.tensor.Tensor} (what is
 * computed with), {@link org.convmat.core.tensor.Shape}, and {@link
 * org.convmat.core.tensor.NumericArray} (a tensor that remembers the {@link
 * org.convmat.core.tensor.DType} its file had). It imports {@code spi} and {@code failure}.
 */
@NullMarked
package org.convmat.core.tensor;

import org.jspecify.annotations.NullMarked;
