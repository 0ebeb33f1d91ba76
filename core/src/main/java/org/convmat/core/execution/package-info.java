/**
 * From a matrix to a multiplication. What is here: {@link
 * org.convmat.core.execution.BackendRegistry} (finds backends), {@link
 * org.convmat.core.execution.BackendSelection} (the one place where a choice of backend is read),
 * {@link org.convmat.core.execution.CheckedBackend} (guards the chosen one), {@link
 * org.convmat.core.execution.PreparedMatrix} (a matrix in the planned form on that backend), {@link
 * org.convmat.core.execution.SpinningThreads} (threads for a caller to lend; nothing here makes
 * any). It imports {@code plan}, {@code matrix}, {@code geometry}, {@code failure} and {@code spi}.
 * Start reading at {@code BackendRegistry}.
 */
@NullMarked
package org.convmat.core.execution;

import org.jspecify.annotations.NullMarked;
