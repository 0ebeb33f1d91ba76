package org.convmat.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.convmat.core.execution.BackendRegistry;
import org.convmat.core.execution.DiscoveredBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TutorialTest {

  static Stream<String> backends() {
    return BackendRegistry.discover().backends().stream()
        .filter(DiscoveredBackend::usable)
        .map(DiscoveredBackend::id);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void numbersOfTheNotebook(String backend) throws IOException {
    Map<String, Object> json = Run.of("tutorial", "--json", "--backend", backend).done().json();
    assertEquals(backend, json.get("backend"));
    assertEquals(
        List.of("backend", "M", "K", "C", "shape", "D", "C_t", "U"), List.copyOf(json.keySet()));
    assertEquals(List.of(4L, 16L), json.get("shape"));
    assertEquals(List.of(List.of(122L, 148L), List.of(126L, 134L)), json.get("D"));
    assertEquals(
        List.of(
            List.of(2L, 9L, 6L, 1L),
            List.of(6L, 29L, 30L, 7L),
            List.of(10L, 29L, 33L, 13L),
            List.of(12L, 24L, 16L, 4L)),
        json.get("U"));
    List<?> c = (List<?>) json.get("C");
    List<?> ct = (List<?>) json.get("C_t");
    assertEquals(List.of(1L, 4L, 1L, 0L, 1L, 4L, 3L, 0L, 3L, 3L, 1L, 0L, 0L, 0L, 0L, 0L), c.get(0));
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 16; column++) {
        assertEquals(((List<?>) c.get(row)).get(column), ((List<?>) ct.get(column)).get(row));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void textOfTheNotebook(String backend) {
    String out = Run.of("tutorial", "--backend", backend, "--threads", "2").done().out();
    assertTrue(out.contains("on backend " + backend + "."), out);
    for (String expected :
        List.of(
            "\nM: ",
            "\nK: ",
            "\nC: ",
            "\nC.shape: ",
            "\n(4, 16)\n",
            "\nD: ",
            "\nC_t: ",
            "\nU: ",
            "array([[4, 5, 8, 7],\n       [1, 8, 8, 8],",
            "array([[122, 148],\n       [126, 134]])",
            "array([[ 2,  9,  6,  1],\n       [ 6, 29, 30,  7],")) {
      assertTrue(out.contains(expected), expected);
    }
  }

  @Test
  void everyFormThatTheBackendHas() {
    for (String form : List.of("dense", "sparse", "lowered")) {
      assertTrue(Run.of("tutorial", "--form", form).done().out().contains("[10, 29, 33, 13]"));
    }
  }
}
