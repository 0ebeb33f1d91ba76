package org.convmat.backend.vector;

import org.convmat.spi.MatmulBackend;
import org.convmat.tck.MatmulBackendTck;

/** The vector backend against every rule of docs/backend-contract.md. */
final class VectorTckTest extends MatmulBackendTck {

  @Override
  protected MatmulBackend backend() {
    return new VectorBackend();
  }
}
