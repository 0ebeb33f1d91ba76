package org.convmat.view.resample;

import java.util.Optional;
import org.convmat.core.BoundConvolution;
import org.convmat.core.Convolution;
import org.convmat.core.execution.CheckedBackend;
import org.convmat.core.plan.Form;
import org.convmat.spi.ElementType;
import org.convmat.spi.Execution;

/**
 * Where the products are done: each tile in one thread, many tiles at once.
 *
 * @param backend multiplies
 * @param form the form of C, or empty to let the plan choose
 */
record Bind(CheckedBackend backend, Optional<Form> form) {

  BoundConvolution bind(Convolution convolution) {
    return convolution.on(backend, form, Execution.sequential());
  }

  /** Float where the backend computes in it, else double, which spares the conversion. */
  ElementType type(Convolution convolution, int batch) {
    return convolution.plan(backend, ElementType.FLOAT, batch).choose(form).computedIn();
  }
}
