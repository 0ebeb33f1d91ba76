/**
 * The library's face. What is here: {@link org.convmat.core.Convolution} (a kernel placed on an
 * image: its shape, its matrix, its plan), {@link org.convmat.core.BoundConvolution} (the same on a
 * backend, applied many times from many threads) and {@link org.convmat.core.NumericConvolution}
 * (for arrays as files hold them: dtype kept, integers exact). It imports every other package of
 * this module but {@code io}; none imports it. Start reading at {@code Convolution}.
 */
@NullMarked
package org.convmat.core;

import org.jspecify.annotations.NullMarked;
