package org.convmat.cli;

import com.google.common.primitives.Ints;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.convmat.cli.Converters.Extents;
import org.convmat.core.Convolution;
import org.convmat.core.ConvolutionBuilder;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.convmat.view.diagram.animation.Animation;
import org.convmat.view.diagram.animation.AnimationFile;
import org.convmat.view.diagram.animation.Gallery;
import org.convmat.view.diagram.animation.View;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code convmat animate}: a convolution step by step. */
@CommandLine.Command(
    name = "animate",
    customSynopsis = {
      "convmat animate X --kernel W [--transposed] -o FILE.gif [OPTIONS]",
      "convmat animate --input-size NxN --kernel-size NxN [--transposed] -o FILE.gif [OPTIONS]",
      "convmat animate --gallery FOLDER"
    },
    description = {
      "An animated GIF of a convolution, or with --transposed of a transposed one, from the indices"
          + " that the products use. It gathers, output cell by output cell, or with --view scatter"
          + " goes from input cell to input cell; both touch the same cells with the same taps."
          + " Taps have the colours that they have in the pictures of matrix.",
      "",
      "One channel on one or two axes. With X and --kernel the numbers are in the cells, with sizes"
          + " alone each tap has its index. Dashed places have no cell: padding, what a transposed"
          + " convolution crops, and in its gather view the zeros between the input's cells.",
      "",
      "--gallery draws every configuration of Dumoulin and Visin's guide (arXiv:1603.07285) into a"
          + " folder, with a page that shows them."
    },
    footer = {
      "",
      "Example:",
      "  ./convmat animate --transposed --input-size 3x3 --kernel-size 3x3 --stride 2 -o tconv.gif"
    })
final class AnimateCommand extends Command {

  @CommandLine.Parameters(
      arity = "0..1",
      paramLabel = "X",
      description = "The input's file, or - for standard input as CSV.")
  private @Nullable String input;

  @Option(
      names = "--input-size",
      paramLabel = "NxN",
      description = "Spatial size of the input, instead of X.")
  private @Nullable Extents inputSize;

  @Option(names = "--transposed", description = "The transposed convolution, as tconv.")
  private boolean transposed;

  @Mixin private final ShapedKernelOptions kernel = new ShapedKernelOptions();
  @Mixin private final AxisOptions axes = new AxisOptions();
  @Mixin private final TransposedOptions resultSize = new TransposedOptions();

  @Option(
      names = "--view",
      paramLabel = "gather|scatter",
      description = "Walk over the output (gather, the default) or over the input (scatter).")
  private View view = View.GATHER;

  @Option(
      names = "--delay",
      paramLabel = "MS",
      description = "Milliseconds from step to step, 20 to 60000; default 600.")
  private int delay = AnimationFile.DELAY;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE.gif",
      description = "The file to write.")
  private @Nullable String output;

  @Option(
      names = "--gallery",
      paramLabel = "FOLDER",
      description = "Draw the guide's configurations into an existing folder, and nothing else.")
  private @Nullable String gallery;

  @Mixin private final JsonOption json = new JsonOption();

  @Override
  void run(Console console) {
    if (gallery != null) {
      drawGallery(gallery, console);
      return;
    }
    if (output == null) {
      throw new InvalidInputException(
          "give -o and a file that ends in .gif, or --gallery and a folder");
    }
    Path file = ArrayInput.path(output);
    AnimationFile.check(file, delay);
    kernel.requireOne();
    Animation animation = animation(console);
    AnimationFile.write(animation, delay, file);
    if (json.wanted()) {
      Json.print(
          console.out(),
          object -> {
            object.text("file", output);
            object.text("title", animation.title());
            object.text("view", Choice.word(view));
            object.number("frames", animation.frames());
            object.number("delay", delay);
          });
    }
  }

  private void drawGallery(String folder, Console console) {
    if (output != null || input != null || inputSize != null || kernel.file() != null) {
      throw new InvalidInputException(
          "--gallery draws the guide's layers, so it takes no input, kernel or -o");
    }
    Path path = ArrayInput.path(folder);
    if (!Files.isDirectory(path)) {
      throw new InvalidInputException("%s: there is no such folder to draw into", folder);
    }
    List<Path> files = Gallery.write(path, delay);
    if (json.wanted()) {
      Json.print(
          console.out(),
          object -> object.texts("files", files.stream().map(Path::toString).toList()));
    } else {
      console.out().line(files.size() + " files in " + folder);
    }
  }

  private Animation animation(Console console) {
    if (input != null && inputSize == null) {
      return withNumbers(input, console);
    }
    if (input != null || inputSize == null) {
      throw new InvalidInputException("give either the input X or --input-size, such as 4x4");
    }
    List<Integer> extents = inputSize.values();
    String file = kernel.file();
    NumericArray weights =
        file == null
            ? blank(kernel.size(extents))
            : ArrayInput.readKernel(file, extents.size(), console.in());
    Convolution convolution = convolution(weights, inputSize.toArray());
    return new Animation(convolution.matrix(), transposed, view, file != null, null);
  }

  private Animation withNumbers(String name, Console console) {
    String file = kernel.file();
    if (file == null) {
      throw new InvalidInputException(
          "the numbers of X need those of --kernel; give both files, or both sizes");
    }
    ArrayInput arrays = ArrayInput.read(name, file, console.in());
    Shape shape = arrays.x().shape();
    if (shape.rank() > 2 || shape.size() == 0) {
      throw new InvalidInputException(
          "%s has shape %s; an animation shows an input of rank 1 or 2, which is one channel",
          name, shape);
    }
    Convolution convolution = convolution(arrays.kernel(), shape.toArray());
    return new Animation(
        convolution.matrix(), transposed, view, true, arrays.x().tensor().elements());
  }

  private Convolution convolution(NumericArray weights, int[] extents) {
    Parameters shared = axes.parameters();
    if (!transposed) {
      resultSize.requireNone();
    }
    ConvolutionBuilder builder =
        kernel.begin(weights, axes, transposed, transposed ? resultSize.addTo(shared) : shared);
    return transposed ? builder.forGrid(extents) : builder.forImage(extents);
  }

  /** A kernel of a size, for its geometry. */
  private static NumericArray blank(List<Integer> size) {
    for (int extent : size) {
      if (extent < 1 || extent > Animation.MOST_PLACES) {
        throw new InvalidInputException(
            "--kernel-size %s: an extent must be 1 to %d",
            new Extents(size), Animation.MOST_PLACES);
      }
    }
    Shape shape = Shape.of(Ints.toArray(size));
    if (shape.rank() > 2) {
      throw new InvalidInputException(
          "--kernel-size %s has %d axes; an animation shows one or two",
          new Extents(size), shape.rank());
    }
    return new NumericArray(Tensor.wrap(new float[shape.size()], shape.toArray()), DType.FLOAT32);
  }
}
