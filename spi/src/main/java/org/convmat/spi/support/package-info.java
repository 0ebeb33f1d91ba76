/**
 * Optional helpers for authors of backends; a backend can ignore them all.
 *
 * <p>What is here: {@link org.convmat.spi.support.DenseProductBackend}, a base class that needs one
 * dense product; {@link org.convmat.spi.support.Strided}, copies between strided views; {@link
 * org.convmat.spi.support.Transposition}, CSR to CSC; {@link org.convmat.spi.support.Lazy}, a value
 * made at first use. It imports {@code org.convmat.spi} only.
 */
package org.convmat.spi.support;
