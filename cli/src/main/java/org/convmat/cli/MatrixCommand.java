package org.convmat.cli;

import java.util.List;
import org.convmat.cli.Choice.Layout;
import org.convmat.cli.Converters.Extents;
import org.convmat.core.Convolution;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.io.FileFormat;
import org.convmat.core.matrix.VectorOrder;
import org.convmat.core.tensor.NumericArray;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.support.Transposition;
import org.convmat.view.diagram.FigureFile;
import org.convmat.view.diagram.matrix.MatrixPicture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code convmat matrix}: the explicit matrix C, or its transpose. */
@CommandLine.Command(
    name = "matrix",
    customSynopsis = "convmat matrix --kernel W --input-size NxN [-o FILE] [OPTIONS]",
    description = {
      "The convolution matrix C of an image size and a kernel: a row for each (channel, position)"
          + " of the result, a column for each (channel, position) of the image. The kernel is"
          + " (taps...) of rank 1 or 2, or (out, in/groups, taps...) from rank 3 on; its dtype is"
          + " kept.",
      "",
      "A .npz file is one that scipy.sparse.load_npz reads, or with --layout dense one array;"
          + " a .mtx file holds coordinates, or with --layout dense an array; .npy, .csv and .json"
          + " are dense.",
      "",
      "A .png or .svg file is a picture of the structure: every entry in the colour of its kernel"
          + " tap, with the cells' names and the kernel as legend. Of a large matrix a pixel stands"
          + " for many cells and no entry vanishes; the matrix itself is not built."
    },
    footer = {
      "",
      "Example:",
      "  printf '1,4,1\\n1,4,3\\n3,3,1\\n' > w.csv",
      "  ./convmat matrix --kernel w.csv --input-size 4x4",
      "  ./convmat matrix --kernel w.csv --input-size 4x4 -o C.png"
    })
final class MatrixCommand extends Command {

  @Mixin private final KernelOptions kernel = new KernelOptions();

  @Option(
      names = "--input-size",
      paramLabel = "NxN",
      required = true,
      description = "Spatial size of the image, the large side; also with --transpose.")
  private Extents inputSize = Extents.NONE;

  @Option(names = "--transpose", description = "The transpose of C.")
  private boolean transpose;

  @Option(
      names = "--layout",
      paramLabel = "LAYOUT",
      description = "dense, csr, csc or coo. Default: csr for .npz and .mtx, else dense.")
  private @Nullable Layout layout;

  @Option(
      names = "--order",
      paramLabel = "C|F",
      description =
          "How an image is a vector: C, last axis fastest (default); F, first spatial"
              + " axis fastest as in MATLAB's X(:). Channels are slowest in both.")
  private VectorOrder order = VectorOrder.C;

  @Option(
      names = "--picture-size",
      paramLabel = "WxH",
      description = "How many pixels a picture may have across and down; default 1200x1000.")
  private @Nullable Extents pictureSize;

  @Mixin private final AxisOptions axes = new AxisOptions();
  @Mixin private final ChannelOptions channels = new ChannelOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Override
  void run(Console console) {
    Parameters parameters = channels.addTo(axes.parameters());
    boolean picture = output.toPicture();
    if (picture) {
      output.checkPicture();
    } else {
      output.check();
    }
    refuseStray(picture);
    NumericArray weights =
        ArrayInput.readKernel(kernel.file(), inputSize.values().size(), console.in());
    Convolution convolution =
        kernel
            .begin(weights, axes, false, parameters)
            .boundary(channels.boundary())
            .forImage(inputSize.toArray());
    if (picture) {
      draw(convolution);
    } else {
      put(convolution, weights, console);
    }
  }

  /** Refuses what has no meaning here rather than leave it unheard. */
  private void refuseStray(boolean picture) {
    if (picture && layout != null) {
      throw new InvalidInputException(
          "--layout says how numbers lie in a file, and %s is a picture; leave it out",
          output.name());
    }
    if (!picture && pictureSize != null) {
      throw new InvalidInputException(
          "--picture-size %s needs a picture, as in -o C.png or -o C.svg", pictureSize);
    }
  }

  private void draw(Convolution convolution) {
    Extents size =
        pictureSize == null
            ? new Extents(List.of(MatrixPicture.WIDTH, MatrixPicture.HEIGHT))
            : pictureSize;
    if (size.values().size() != 2) {
      throw new InvalidInputException(
          "--picture-size %s must be two numbers, across and down, such as 1200x1000", size);
    }
    FigureFile.write(
        MatrixPicture.of(
            convolution.matrix(), transpose, order, size.values().get(0), size.values().get(1)),
        output.path());
  }

  private void put(Convolution convolution, NumericArray weights, Console console) {
    Layout chosen = chosenLayout();
    MatrixLayouts.requireFits(convolution.geometry(), weights.tensor().elementType(), chosen);
    CsrMatrix matrix = order.reorder(convolution.matrix().sparse(), convolution.geometry());
    MatrixLayouts result =
        new MatrixLayouts(
            transpose ? Transposition.transpose(matrix) : matrix, weights.dtype(), chosen);
    if (output.toFile()) {
      result.write(output, console);
    } else if (output.toJson()) {
      result.printJson(console.out());
    } else {
      result.print(console.out());
    }
    if (verbose()) {
      console.note(result.toString());
    }
  }

  private Layout chosenLayout() {
    if (!output.toFile()) {
      return layout == null ? Layout.DENSE : layout;
    }
    FileFormat format = output.format();
    boolean sparse = format == FileFormat.NPZ || format == FileFormat.MTX;
    if (layout == null) {
      return sparse ? Layout.CSR : Layout.DENSE;
    }
    if (!sparse && layout != Layout.DENSE) {
      throw new InvalidInputException(
          "%s: %s holds no %s matrix; use .npz or .mtx, or --layout dense",
          output.name(), format.extension(), Choice.word(layout));
    }
    return layout;
  }
}
