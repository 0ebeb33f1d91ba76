package org.convmat.benchmarks.table;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.convmat.benchmarks.layers.Layer;
import org.convmat.benchmarks.limit.Limits;
import org.convmat.benchmarks.peers.Peer;
import org.convmat.benchmarks.peers.Setting;

/** Times a table, once or several times, and prints it. */
public final class TableRun {

  private final Setting setting;
  private final PrintStream out;

  /** Prints to {@code out}. */
  public TableRun(Setting setting, PrintStream out) {
    this.setting = setting;
    this.out = out;
  }

  /** Times the layers, each {@code runs} times; returns the medians as JSON. */
  public String run(List<Layer> layers, int runs) {
    RowsText text = new RowsText(out);
    List<Peer> peers = usable();
    List<List<Row>> all = new ArrayList<>();
    layers.forEach(layer -> all.add(new ArrayList<>()));
    Limits limits = new Limits(setting.threads());
    for (int run = 1; run <= runs; run++) {
      limits = run == 1 ? limits : new Limits(setting.threads());
      RowTimer timer = new RowTimer(setting, limits, peers);
      text.head(setting.title() + (runs == 1 ? "" : ", run " + run + " of " + runs));
      for (int i = 0; i < layers.size(); i++) {
        Row row = timer.time(layers.get(i));
        text.row(row);
        all.get(i).add(row);
      }
    }
    List<Row> medians = all.stream().map(Row::median).toList();
    if (runs > 1) {
      text.head(setting.title() + ", medians of " + runs + " runs");
      medians.forEach(text::row);
    }
    text.summary(medians);
    text.machine(Machine.describe(setting, limits));
    return RowsJson.text(medians, setting.accuracy());
  }

  private static List<Peer> usable() {
    List<Peer> usable = new ArrayList<>();
    for (Peer peer : Peer.values()) {
      peer.obstacle().ifPresentOrElse(System.err::println, () -> usable.add(peer));
    }
    return usable;
  }
}
