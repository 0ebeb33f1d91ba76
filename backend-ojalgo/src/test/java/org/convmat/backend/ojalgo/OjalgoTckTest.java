package org.convmat.backend.ojalgo;

import java.util.List;
import org.convmat.spi.MatmulBackend;
import org.convmat.tck.MatmulBackendTck;
import org.ojalgo.OjAlgoUtils;
import org.ojalgo.matrix.operation.MultiplyBoth;
import org.ojalgo.matrix.operation.MultiplyLeft;
import org.ojalgo.matrix.operation.MultiplyNeither;
import org.ojalgo.matrix.operation.MultiplyRight;

/** ojAlgo against every rule of docs/backend-contract.md. */
final class OjalgoTckTest extends MatmulBackendTck {

  @Override
  protected MatmulBackend backend() {
    return new OjalgoBackend();
  }

  @Override
  protected List<Class<?>> librarySettings() {
    return List.of(
        OjAlgoUtils.class,
        MultiplyBoth.class,
        MultiplyLeft.class,
        MultiplyNeither.class,
        MultiplyRight.class);
  }
}
