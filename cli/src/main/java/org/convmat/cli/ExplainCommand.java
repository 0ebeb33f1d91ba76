package org.convmat.cli;

import com.google.common.primitives.Ints;
import java.util.List;
import org.convmat.cli.Converters.PerAxis;
import org.convmat.cli.LayerOptions.Layer;
import org.convmat.core.explain.Cell;
import org.convmat.core.explain.Explainer;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.tensor.NumericArray;
import org.convmat.spi.Elements;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code convmat explain}: where a number comes from, and where one goes. */
@CommandLine.Command(
    name = "explain",
    customSynopsis = {
      "convmat explain X --kernel W [--transposed] --at I,J [--channel N] [OPTIONS]",
      "convmat explain X --kernel W [--transposed] --from I,J [--channel N] [OPTIONS]",
      "convmat explain --input-size NxN --kernel W [--transposed] --at I,J [OPTIONS]"
    },
    description = {
      "The terms of one output cell of conv, or with --transposed of tconv, with their numbers; its"
          + " row or column of the matrix C; and the formula of the size. With --from the other way"
          + " round: the output cells that one input cell touches. With --input-size instead of X"
          + " the terms are symbols.",
      "",
      "Y is the convolution, U the transposed one, x the input, w the kernel as it is in its file."
          + " Indices are those of the files: (I, J, ...) for rank 1 and 2, (batch, channel, I, J,"
          + " ...) from rank 3 on. With -v also each tap that has no part in it, and why. A weight"
          + " with \"at [-1,0]\" fell outside the image there, and the --boundary showed it the cell"
          + " of the term. No bias is added."
    },
    footer = {
      "",
      "Example:",
      "  printf '2,1\\n4,4\\n' > x.csv; printf '1,4,1\\n1,4,3\\n3,3,1\\n' > w.csv",
      "  ./convmat explain x.csv --kernel w.csv --transposed --at 1,2"
    })
final class ExplainCommand extends Command {

  @Mixin private final LayerOptions layerOptions = new LayerOptions();

  @Option(
      names = "--at",
      paramLabel = "I[,J]",
      description = "The spatial position of an output cell, from 0.")
  private @Nullable PerAxis at;

  @Option(
      names = "--from",
      paramLabel = "I[,J]",
      description = "The spatial position of an input cell, from 0, instead of --at.")
  private @Nullable PerAxis from;

  @Option(names = "--channel", paramLabel = "N", description = "Its channel; default 0.")
  private int channel;

  @Option(names = "--batch", paramLabel = "N", description = "Which input of X; default 0.")
  private int batch;

  @Mixin private final JsonOption json = new JsonOption();

  @Override
  void run(Console console) {
    Cell cell = cell();
    Layer layer = layerOptions.read(console.in());
    requireBatch(layer.batch());
    Explainer explainer = new Explainer(layer.convolution().matrix(), layer.transposed());
    CellNames names = new CellNames(layer, layerOptions.flipped(), batch);
    Explained explained =
        at != null
            ? Explained.output(explainer, cell, input(layer, explainer))
            : Explained.input(explainer, cell, input(layer, explainer));
    if (json.wanted()) {
      new ExplainJson(explained, names, layer, batch).print(console.out());
    } else {
      new ExplainReport(explained, names, layer).print(console, verbose());
    }
  }

  private Cell cell() {
    List<Integer> position =
        at != null && from == null
            ? at.values()
            : from != null && at == null ? from.values() : List.of();
    if (position.isEmpty()) {
      throw new InvalidInputException(
          "give either --at and the position of an output cell, such as --at 1,2, or --from and"
              + " that of an input cell");
    }
    return new Cell(channel, position);
  }

  private void requireBatch(int count) {
    if (batch < 0 || batch >= count) {
      throw new InvalidInputException("--batch is %d, must be 0 to %d", batch, count - 1);
    }
  }

  /** The input that was asked for out of the batch; null if its size alone is known. */
  private @Nullable Elements input(Layer layer, Explainer explainer) {
    NumericArray x = layer.x();
    if (x == null) {
      return null;
    }
    int size = Ints.checkedCast(explainer.inputSide().cells(explainer.geometry()));
    Elements all = x.tensor().elements();
    Elements one = Elements.allocate(all.type(), size);
    for (int i = 0; i < size; i++) {
      one.set(i, all.get(batch * size + i));
    }
    return one;
  }
}
