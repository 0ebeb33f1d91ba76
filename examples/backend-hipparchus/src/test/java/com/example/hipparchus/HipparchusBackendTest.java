package com.example.hipparchus;

import org.convmat.spi.MatmulBackend;
import org.convmat.tck.MatmulBackendTck;

/** Every rule of convmat's docs/backend-contract.md. */
class HipparchusBackendTest extends MatmulBackendTck {

  @Override
  protected MatmulBackend backend() {
    return new HipparchusBackend();
  }
}
