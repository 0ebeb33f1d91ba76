/**
 * What each form would cost, before anything is allocated. What is here: {@link
 * org.convmat.core.plan.Plan} (the forms side by side and the one that is chosen), {@link
 * org.convmat.core.plan.FormCost}, {@link org.convmat.core.plan.Form} and {@link
 * org.convmat.core.plan.CostModel} (the rule of {@code auto}). It imports {@code geometry}, {@code
 * matrix} (for the size of a band), {@code failure} and {@code spi}.
 */
@NullMarked
package org.convmat.core.plan;

import org.jspecify.annotations.NullMarked;
