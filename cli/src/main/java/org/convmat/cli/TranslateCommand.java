package org.convmat.cli;

import org.convmat.core.dialect.Dialect;
import org.convmat.core.dialect.Dialects;
import org.convmat.core.dialect.Direction;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.solve.Translation;
import org.convmat.core.solve.Translator;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code convmat translate}: a layer of one framework in another's words. */
@CommandLine.Command(
    name = "translate",
    customSynopsis =
        "convmat translate --from NAME --to NAME --input-size NxN --kernel-size NxN [OPTIONS]",
    description = {
      "A layer of one framework in the words of another: identical; or of the same shape with its"
          + " values shifted by so many pixels, and the pad or crop that repairs it; or impossible"
          + " there, and why. Prints code for the target. The parameters are those of --from."
    },
    footer = {
      "",
      "Example:",
      "  ./convmat translate --from keras --to pytorch --transposed --input-size 3 \\",
      "      --kernel-size 3 --stride 2 --auto-pad same_upper"
    })
final class TranslateCommand extends Command {

  @Option(
      names = "--from",
      paramLabel = "NAME",
      required = true,
      description = "The framework whose parameters are given.")
  private String from = "";

  @Option(
      names = "--to",
      paramLabel = "NAME",
      required = true,
      description = "The framework whose parameters are wanted.")
  private String to = "";

  @Mixin private final SizeOptions sizes = new SizeOptions();

  @Mixin private final KernelSizeOption kernel = new KernelSizeOption();

  @Mixin private final AxisOptions axes = new AxisOptions();
  @Mixin private final JsonOption json = new JsonOption();

  @Override
  void run(Console console) {
    Dialect source = Dialects.of(from);
    Dialect target = Dialects.of(to);
    Direction direction = sizes.transposed() ? Direction.TRANSPOSED : Direction.CONVOLUTION;
    Parameters parameters = sizes.complete(axes.parametersOf(source));
    ShapeCommand.requireAsMany(sizes, kernel.size());
    Translation translation =
        new Translator(source, target, direction)
            .translate(sizes.input().values(), kernel.size().values(), parameters);
    if (json.wanted()) {
      Json.print(
          console.out(),
          j -> {
            j.text("from", source.id());
            j.text("to", target.id());
            j.text("result", kind(translation));
            j.text("summary", translation.summary());
            j.text("code", code(translation).isEmpty() ? null : code(translation));
          });
    } else {
      console.out().line(source.id() + " to " + target.id() + ": " + translation.summary());
      code(translation).lines().forEach(console.out()::line);
    }
  }

  private static String kind(Translation translation) {
    return translation instanceof Translation.Identical
        ? "identical"
        : translation instanceof Translation.Repaired ? "repaired" : "impossible";
  }

  private static String code(Translation translation) {
    if (translation instanceof Translation.Identical identical) {
      return identical.code();
    }
    return translation instanceof Translation.Repaired repaired ? repaired.code() : "";
  }
}
