/**
 * The {@code ejml} backend: dense and sparse products of doubles by EJML.
 *
 * <p>What is here: {@link org.convmat.backend.ejml.EjmlBackend}, found by name through the service
 * loader, and the two multipliers that it hands out. It imports {@code org.convmat.spi} and EJML's
 * core, dense and sparse double packages. Start reading at {@code EjmlBackend}.
 */
package org.convmat.backend.ejml;
