package org.convmat.benchmarks.table;

import java.util.ArrayList;
import java.util.List;
import org.convmat.benchmarks.layers.Layer;
import org.convmat.benchmarks.limit.Limits;
import org.convmat.benchmarks.peers.Contestant;
import org.convmat.benchmarks.peers.ConvmatContestant;
import org.convmat.benchmarks.peers.LayerData;
import org.convmat.benchmarks.peers.Peer;
import org.convmat.benchmarks.peers.Setting;
import org.convmat.benchmarks.timing.Samples;

/** Times one layer on convmat and on the peers. */
final class RowTimer {

  private final Setting setting;
  private final Limits limits;
  private final List<Peer> peers;

  RowTimer(Setting setting, Limits limits, List<Peer> peers) {
    this.setting = setting;
    this.limits = limits;
    this.peers = peers;
  }

  Row time(Layer layer) {
    LayerData data = LayerData.of(layer);
    List<Contestant> theirs = new ArrayList<>();
    try (ConvmatContestant ours = setting.ours(data)) {
      peers.forEach(peer -> theirs.add(peer.contestant(data, setting.threads())));
      List<Runnable> work = new ArrayList<>(List.of(ours::run));
      theirs.forEach(contestant -> work.add(contestant::run));
      List<Samples> samples = setting.inTurn().run(work);
      return new Row(
          layer,
          setting.threads(),
          setting.backend().id(),
          ours.form(),
          samples.get(0).median() / 1e3,
          micros(Peer.ONNX_RUNTIME, samples),
          micros(Peer.PYTORCH, samples),
          difference(ours, theirs),
          data.work().nominalFlops(),
          limits.of(data.work()));
    } finally {
      theirs.forEach(Contestant::close);
    }
  }

  /** The samples are ours, then the peers' in their order. */
  private double micros(Peer peer, List<Samples> samples) {
    int position = peers.indexOf(peer);
    return position < 0 ? Double.NaN : samples.get(1 + position).median() / 1e3;
  }

  /** A value that is not a number differs by infinity. */
  private static double difference(Contestant ours, List<Contestant> theirs) {
    double worst = theirs.isEmpty() ? Double.NaN : 0;
    for (Contestant contestant : theirs) {
      float[] a = ours.result();
      float[] b = contestant.result();
      for (int i = 0; i < a.length; i++) {
        double difference = Math.abs((double) a[i] - b[i]);
        worst = Math.max(worst, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
      }
    }
    return worst;
  }
}
