package org.convmat.backend.ojalgo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.ServiceLoader;
import org.convmat.spi.MatmulBackend;
import org.junit.jupiter.api.Test;

/** What is special about this backend; {@link OjalgoTckTest} checks what all must keep. */
final class OjalgoBackendTest {

  @Test
  void isTheOnlyOneFoundAndNamesTheLoadedLibrary() {
    List<MatmulBackend> found =
        ServiceLoader.load(MatmulBackend.class).stream().map(ServiceLoader.Provider::get).toList();
    assertEquals(List.of("ojalgo"), found.stream().map(MatmulBackend::id).toList());
    String library = found.get(0).library();
    assertTrue(library.matches("ojAlgo \\d+\\.\\d+.*"), library);
  }
}
