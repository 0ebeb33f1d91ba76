/**
 * What a convolution looks like. The module stands beside {@code core} and only reads it: every
 * index comes from the one generator, every product from a backend. It is the only module that
 * knows {@code java.desktop}.
 */
@NullMarked
package org.convmat.view;

import org.jspecify.annotations.NullMarked;
