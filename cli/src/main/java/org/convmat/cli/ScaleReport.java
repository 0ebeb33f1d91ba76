package org.convmat.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.view.picture.PictureInfo;
import org.convmat.view.resample.ScaledPicture;
import org.convmat.view.resample.ScalingOptions;

/** What became of the pictures. */
final class ScaleReport {

  private final String backend;
  private final String kernel;
  private final ScalingOptions options;
  private final List<Done> done = new ArrayList<>();
  private final List<Failed> failed = new ArrayList<>();

  ScaleReport(String backend, String kernel, ScalingOptions options) {
    this.backend = backend;
    this.kernel = kernel;
    this.options = options;
  }

  private record Done(PictureJobs.Job job, ScaledPicture picture, double seconds) {}

  private record Failed(PictureJobs.Job job, String reason) {}

  void done(PictureJobs.Job job, ScaledPicture picture, double seconds) {
    done.add(new Done(job, picture, seconds));
  }

  void failed(PictureJobs.Job job, InvalidInputException reason) {
    failed.add(new Failed(job, String.valueOf(reason.getMessage())));
  }

  /** The picture that was done last, in a line. */
  String last() {
    Done it = done.get(done.size() - 1);
    return String.format(
        Locale.ROOT,
        "%s %s to %s %s in %s, backend %s",
        it.job().from(),
        it.picture().from(),
        it.job().to(),
        it.picture().to(),
        Quantity.seconds(it.seconds()),
        backend);
  }

  void printJson(TextOutput out) {
    Json.print(
        out,
        json -> {
          json.text("backend", backend);
          json.text("direction", Choice.word(options.way()));
          json.text("scale", options.scale().toString());
          json.text("kernel", kernel);
          json.objects(
              "pictures",
              done,
              (object, each) -> {
                object.text("input", each.job().from().toString());
                object.text("output", each.job().to().toString());
                object.numbers("from", numbers(each.picture().from()));
                object.numbers("to", numbers(each.picture().to()));
                object.number("seconds", each.seconds());
              });
          json.objects(
              "failed",
              failed,
              (object, each) -> {
                object.text("input", each.job().from().toString());
                object.text("reason", each.reason());
              });
        });
  }

  /** Height, width, channels, bits. */
  private static int[] numbers(PictureInfo info) {
    return new int[] {info.height(), info.width(), info.channels(), info.bits()};
  }

  /**
   * Looks back.
   *
   * @throws InvalidInputException if a picture could not be done
   */
  void requireAllDone(Path output) {
    if (!failed.isEmpty()) {
      throw new InvalidInputException(
          "%d of %d pictures could not be done, see above; the others are in %s",
          failed.size(), failed.size() + done.size(), output);
    }
  }
}
