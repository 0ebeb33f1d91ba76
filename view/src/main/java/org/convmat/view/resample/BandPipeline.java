package org.convmat.view.resample;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.convmat.spi.Execution;
import org.convmat.view.picture.PicturePiece;
import org.convmat.view.picture.PictureReader;
import org.convmat.view.picture.PictureWriter;
import org.jspecify.annotations.Nullable;

/**
 * Reads, computes, compresses and writes band after band. The threads share the bands of a group
 * while one of them reads the rows of the next. For one picture.
 */
final class BandPipeline {

  private final BandPlan plan;
  private final RowWindow window;
  private final PictureWriter writer;
  private final Execution execution;
  private final Progress progress;
  private int read;
  private int written;

  BandPipeline(
      BandPlan plan,
      PictureReader reader,
      PictureWriter writer,
      Execution execution,
      Progress progress) {
    this.plan = plan;
    this.window = new RowWindow(reader);
    this.writer = writer;
    this.execution = execution;
    this.progress = progress;
  }

  /** The rows that a band sees. */
  private static final class Band {
    private final int number;
    private final byte[] @Nullable [] rows;

    private Band(int number, byte[] @Nullable [] rows) {
      this.number = number;
      this.rows = rows;
    }
  }

  void run() throws IOException {
    int group = execution.threads() == 1 ? 1 : 2 * execution.threads();
    List<Band> bands = read(group);
    while (!bands.isEmpty()) {
      bands = next(bands, group);
    }
  }

  /** Does a group, and meanwhile reads the next one. */
  private List<Band> next(List<Band> bands, int group) throws IOException {
    PicturePiece[] pieces = new PicturePiece[bands.size()];
    List<Band> following = new ArrayList<>();
    execution.forEach(
        bands.size() + 1,
        task -> {
          if (task == 0) {
            following.addAll(read(group));
          } else {
            Band band = bands.get(task - 1);
            pieces[task - 1] = writer.encode(plan.compute(band.number, band.rows));
          }
        });
    for (PicturePiece piece : pieces) {
      writer.write(piece);
      written++;
      progress.rows(plan.resultRow(written), plan.resultRows());
    }
    return following;
  }

  private List<Band> read(int most) {
    List<Band> bands = new ArrayList<>();
    while (bands.size() < most && read < plan.bands()) {
      bands.add(new Band(read, plan.take(window, read)));
      read++;
    }
    return bands;
  }
}
