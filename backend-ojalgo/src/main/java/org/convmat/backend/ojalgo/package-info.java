/**
 * The {@code ojalgo} backend: dense and sparse products of doubles by ojAlgo.
 *
 * <p>What is here: {@link org.convmat.backend.ojalgo.OjalgoBackend}, found by name through the
 * service loader, and the two multipliers that it hands out. It imports {@code org.convmat.spi} and
 * ojAlgo's matrix stores. Start reading at {@code OjalgoBackend}.
 */
package org.convmat.backend.ojalgo;
