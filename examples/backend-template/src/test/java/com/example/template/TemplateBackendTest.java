package com.example.template;

import org.convmat.spi.MatmulBackend;
import org.convmat.tck.MatmulBackendTck;

/** Every rule of convmat's docs/backend-contract.md. */
class TemplateBackendTest extends MatmulBackendTck {

  @Override
  protected MatmulBackend backend() {
    return new TemplateBackend();
  }
}
