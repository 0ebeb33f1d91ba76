package org.convmat.view.resample;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.convmat.core.execution.CheckedBackend;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.io.AtomicFile;
import org.convmat.core.plan.Form;
import org.convmat.spi.Execution;
import org.convmat.view.picture.PictureFiles;
import org.convmat.view.picture.PictureInfo;
import org.convmat.view.picture.PictureReader;
import org.convmat.view.picture.PictureWriter;

/**
 * Makes pictures larger or smaller, file to file. The picture passes through in bands of rows, so
 * that the memory taken grows with its width and not with its height.
 *
 * <p>Up: {@code u = C^T v / C^T 1}, the transposed convolution with stride {@code scale.up()},
 * divided by the sum of the weights that each cell received, and of the result every {@code
 * scale.down()}-th cell. Down, its adjoint: {@code v = C u / C 1}. Both therefore leave a constant
 * picture as it is, edges included. Outside the picture there is nothing. The middle of a cell of
 * one side lies over the other side as {@link org.convmat.core.kernel.Scale} says. Values are
 * rounded to the nearest level and kept in range.
 *
 * <p>Thread-safe.
 */
public final class PictureScaler {

  private final ScalingOptions options;
  private final Bind bind;
  private final Execution execution;

  /**
   * A scaler.
   *
   * @param backend multiplies; should be a quick one
   * @param form of C, or empty to let the plan choose
   * @param execution the threads that share the bands; levels are whole numbers, so the products
   *     are componentwise accurate whatever it allows
   * @throws InvalidInputException if the kernel cannot lie in the middle of a cell at this scale
   */
  public PictureScaler(
      ScalingOptions options, CheckedBackend backend, Optional<Form> form, Execution execution) {
    this.options = options;
    this.bind = new Bind(backend, form);
    this.execution = execution;
    for (int axis = 0; axis < 2; axis++) {
      options.kernel().axis(axis, options.scale()); // refuses now what no picture can change
    }
  }

  /**
   * Reads one picture and writes another, whole or not at all.
   *
   * @throws InvalidInputException if a picture cannot be read or written, does not fit, or the
   *     kernel leaves a cell without weight
   */
  public ScaledPicture scale(Path from, Path to, Progress progress) {
    AtomicFile.check(to);
    try (PictureReader reader = PictureFiles.open(from)) {
      PictureInfo info = reader.info();
      AxisTiles rows = tiles(0, info.height(), BandPlan.MADE_ROWS);
      AxisTiles columns = tiles(1, info.width(), BandPlan.MADE_COLUMNS);
      PictureInfo result = PictureFiles.storable(to, info.resized(columns.result(), rows.result()));
      try (BandPlan plan = new BandPlan(options, bind, info, result, rows, columns)) {
        plan.requireHeap(from, execution.threads());
        AtomicFile.write(to, out -> write(plan, reader, to, out, result, progress));
      }
      return new ScaledPicture(info, result);
    }
  }

  private AxisTiles tiles(int axis, int extent, int made) {
    return new AxisTiles(
        options.way(), options.kernel().axis(axis, options.scale()), options.scale(), extent, made);
  }

  private void write(
      BandPlan plan,
      PictureReader reader,
      Path to,
      OutputStream out,
      PictureInfo result,
      Progress progress)
      throws IOException {
    PictureWriter writer = PictureFiles.writer(to, out, result, reader, options.compression());
    new BandPipeline(plan, reader, writer, execution, progress).run();
    reader.finish();
    writer.finish();
  }
}
