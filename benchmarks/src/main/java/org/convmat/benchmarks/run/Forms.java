package org.convmat.benchmarks.run;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.convmat.benchmarks.layers.Layer;
import org.convmat.benchmarks.peers.ConvmatContestant;
import org.convmat.benchmarks.peers.LayerData;
import org.convmat.benchmarks.peers.Setting;
import org.convmat.benchmarks.timing.Samples;
import org.convmat.core.plan.Form;
import org.convmat.core.plan.FormCost;
import org.convmat.core.plan.Plan;
import org.convmat.spi.ElementType;

/**
 * Whether the plan takes the best form: the form that it takes in turn with every other one that is
 * feasible. A form is left out, and named, if the plan thinks it hopeless or it would fill the
 * heap.
 */
final class Forms {

  private static final double HOPELESS = 50;
  private static final double HEAP = 0.3;

  private final Setting setting;
  private final PrintStream out;

  Forms(Setting setting, PrintStream out) {
    this.setting = setting;
    this.out = out;
  }

  /** Prints a line for each layer; returns the worst ratio of auto to the best form. */
  double run(List<Layer> layers) {
    out.printf(
        Locale.ROOT,
        "%s%n%-18s %-10s %11s %10s  %s%n",
        setting.title(),
        "layer",
        "auto",
        "us",
        "auto/best",
        "others, us (auto/other in turn)");
    double worst = 1;
    for (Layer layer : layers) {
      worst = Math.max(worst, compare(layer));
    }
    out.printf(Locale.ROOT, "worst auto/best of %s: %.2f%n", setting.backend().id(), worst);
    return worst;
  }

  private double compare(Layer layer) {
    LayerData data = LayerData.of(layer);
    Plan plan = data.convolution().plan(setting.backend(), ElementType.FLOAT, layer.batch());
    FormCost auto = plan.choose(Optional.empty());
    StringBuilder others = new StringBuilder();
    double ratio = 1;
    double micros = 0;
    for (FormCost other : plan.forms()) {
      if (!other.feasible() || other.form() == auto.form()) {
        continue;
      }
      Optional<String> reason = leftOut(other, auto);
      if (reason.isPresent()) {
        others.append(String.format(Locale.ROOT, "  %s (%s)", other.form(), reason.get()));
        continue;
      }
      List<Samples> samples = inTurn(layer, auto.form(), other.form());
      micros = samples.get(0).median() / 1e3;
      double slower = samples.get(0).medianRatio(samples.get(1));
      ratio = Math.max(ratio, slower);
      others.append(
          String.format(
              Locale.ROOT,
              "  %s %.1f (%.2f)",
              other.form(),
              samples.get(1).median() / 1e3,
              slower));
    }
    micros = micros > 0 ? micros : alone(data);
    out.printf(
        Locale.ROOT, "%-18s %-10s %11.1f %10.2f%s%n", layer, auto.form(), micros, ratio, others);
    return ratio;
  }

  private double alone(LayerData data) {
    try (ConvmatContestant taken = setting.ours(data, Optional.empty())) {
      return setting.inTurn().run(List.of(taken::run)).get(0).median() / 1e3;
    }
  }

  private static Optional<String> leftOut(FormCost other, FormCost auto) {
    double times = other.seconds() / auto.seconds();
    if (times > HOPELESS) {
      return Optional.of(String.format(Locale.ROOT, "not run: estimated at %.0f times", times));
    }
    long bytes = other.bytes() + other.scratchBytes();
    return bytes > HEAP * Runtime.getRuntime().maxMemory()
        ? Optional.of(String.format(Locale.ROOT, "not run: %.1f GB", bytes / 1e9))
        : Optional.empty();
  }

  /** A convolution of its own for each pair, so that no form outlives it. */
  private List<Samples> inTurn(Layer layer, Form auto, Form other) {
    LayerData data = LayerData.of(layer);
    try (ConvmatContestant taken = setting.ours(data, Optional.of(auto));
        ConvmatContestant beside = setting.ours(data, Optional.of(other))) {
      return setting.inTurn().run(List.of(taken::run, beside::run));
    }
  }
}
