package org.convmat.backend.ejml;

import java.util.List;
import org.convmat.spi.MatmulBackend;
import org.convmat.tck.MatmulBackendTck;
import org.ejml.EjmlParameters;
import org.ejml.concurrency.EjmlConcurrency;

/** EJML against every rule of docs/backend-contract.md. */
final class EjmlTckTest extends MatmulBackendTck {

  @Override
  protected MatmulBackend backend() {
    return new EjmlBackend();
  }

  @Override
  protected List<Class<?>> librarySettings() {
    return List.of(EjmlParameters.class, EjmlConcurrency.class);
  }
}
