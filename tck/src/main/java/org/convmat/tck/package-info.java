/**
 * The kit that checks a backend. An author extends {@link org.convmat.tck.MatmulBackendTck} and
 * overrides one method.
 *
 * <p>What is here: one class for each chapter of docs/backend-contract.md ({@code IdentityRules} to
 * {@code LifecycleRules}), whose test methods carry the numbers of the rules they check; below them
 * the matrices to multiply ({@code Samples}, {@code Layout}), plain loops to compare with ({@code
 * Oracle}), and {@code FailureReport}, which says on failure what to look at. It imports {@code
 * spi}, JUnit Jupiter and the JDK; never {@code core}, so that nothing convmat does with a backend
 * can hide what the backend does. Start reading at {@code MatmulBackendTck}.
 */
@NullMarked
package org.convmat.tck;

import org.jspecify.annotations.NullMarked;
