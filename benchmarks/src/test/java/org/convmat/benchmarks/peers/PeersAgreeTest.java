package org.convmat.benchmarks.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import org.convmat.benchmarks.layers.Layer;
import org.convmat.benchmarks.layers.LayerTable;
import org.convmat.core.execution.BackendRegistry;
import org.convmat.core.execution.CheckedBackend;
import org.convmat.spi.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All engines are asked for the same layer: they give the same numbers. */
class PeersAgreeTest {

  private static final CheckedBackend BACKEND = BackendRegistry.discover().select("ejml");

  @ParameterizedTest
  @EnumSource(Peer.class)
  void everySmallLayerAgrees(Peer peer) {
    Optional<String> obstacle = peer.obstacle();
    assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
    List<LayerData> small =
        LayerTable.ALL.layers().stream()
            .map(LayerData::of)
            .filter(data -> data.work().nominalFlops() < 80e6)
            .toList();
    assertTrue(small.size() >= 20, "few layers left: " + small.size());
    small.forEach(data -> compare(data, peer));
  }

  private static void compare(LayerData data, Peer peer) {
    Layer layer = data.layer();
    try (Contestant ours =
            new ConvmatContestant(data, BACKEND, Optional.empty(), Execution.sequential());
        Contestant theirs = peer.contestant(data, 1)) {
      ours.run();
      theirs.run();
      float[] a = ours.result();
      float[] b = theirs.result();
      assertEquals(a.length, b.length, layer.name());
      double largest = 0;
      for (int i = 0; i < a.length; i++) {
        assertEquals(a[i], b[i], 1e-4, layer.name() + " at " + i);
        largest = Math.max(largest, Math.abs(a[i]));
      }
      assertTrue(largest > 0.01, () -> layer + " is all zeros");
    }
  }
}
