/**
 * The two ways in which convmat refuses: {@link org.convmat.core.failure.InvalidInputException} for
 * what the caller handed in, {@link org.convmat.core.failure.BackendException} for a backend that
 * is unknown, broken or unavailable. It imports the JDK only.
 */
@NullMarked
package org.convmat.core.failure;

import org.jspecify.annotations.NullMarked;
