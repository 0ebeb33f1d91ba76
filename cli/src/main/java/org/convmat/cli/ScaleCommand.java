package org.convmat.cli;

import com.google.common.base.Ascii;
import com.google.common.base.Stopwatch;
import java.util.ArrayList;
import java.util.List;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.kernel.Interpolation;
import org.convmat.core.kernel.Scale;
import org.convmat.view.picture.PictureFiles.Compression;
import org.convmat.view.resample.PictureKernel;
import org.convmat.view.resample.PictureScaler;
import org.convmat.view.resample.Resampling;
import org.convmat.view.resample.ScaledPicture;
import org.convmat.view.resample.ScalingOptions;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code upsample} and {@code downsample} share: pictures in, pictures out. */
abstract class ScaleCommand extends Command {

  @CommandLine.Parameters(
      paramLabel = "PICTURE",
      arity = "1..*",
      description = "PNG or JPEG files, folders of them, or patterns as 'a*.png'.")
  private List<String> inputs = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description =
          "Where the picture goes, as .png, .jpg or .jpeg; for more than one, a folder, in which"
              + " each keeps its name.")
  private String output = "";

  @Option(names = "--scale", paramLabel = "S", description = "By how much: 2, 1.5, 4/3; default 2.")
  private String scale = "2";

  @Option(
      names = {"-k", "--kernel"},
      paramLabel = "KERNEL",
      description =
          "nearest, bilinear, bicubic, lanczos3, gaussian, or a file of taps; default bicubic.")
  private String kernel = "bicubic";

  @Option(
      names = "--linear",
      description = "Average the light that sRGB's levels stand for, not the levels.")
  private boolean linear;

  @Option(
      names = "--level",
      paramLabel = "0..9",
      description = "How hard a PNG is compressed; default ${DEFAULT-VALUE}.")
  private int level = Compression.DEFAULT.level();

  @Option(
      names = "--quality",
      paramLabel = "1..100",
      description = "Of a JPEG; default ${DEFAULT-VALUE}.")
  private int quality = Compression.DEFAULT.quality();

  @Mixin private final ExecutionOptions execution = new ExecutionOptions();
  @Mixin private final JsonOption json = new JsonOption();

  /** Larger or smaller. */
  abstract Resampling way();

  @Override
  void run(Console console) {
    ScalingOptions options =
        new ScalingOptions(
            way(), Scale.parse(scale), kernel(console), linear, new Compression(level, quality));
    PictureJobs jobs = PictureJobs.of(inputs, output);
    try (Session session = execution.open()) {
      PictureScaler scaler = session.scaler(options);
      jobs.makeFolder();
      ScaleReport report = new ScaleReport(session.backend(), kernel, options);
      all(jobs, scaler, report, console);
      if (json.wanted()) {
        report.printJson(console.out());
        console.out().flush();
      }
      report.requireAllDone(jobs.output());
    }
  }

  private PictureKernel kernel(Console console) {
    for (Interpolation interpolation : Interpolation.values()) {
      if (Ascii.equalsIgnoreCase(interpolation.name(), kernel)) {
        return PictureKernel.of(interpolation);
      }
    }
    if (kernel.matches("[A-Za-z0-9]+")) {
      throw new InvalidInputException(
          "kernel '%s' must be one of nearest, bilinear, bicubic, lanczos3, gaussian, or a file",
          kernel);
    }
    return PictureKernel.of(ArrayInput.readKernel(kernel, 1, console.in()).tensor());
  }

  private void all(PictureJobs jobs, PictureScaler scaler, ScaleReport report, Console console) {
    ProgressBar bar = new ProgressBar(console, jobs.list().size());
    for (PictureJobs.Job job : jobs.list()) {
      Stopwatch watch = Stopwatch.createStarted();
      try {
        ScaledPicture done = scaler.scale(job.from(), job.to(), bar);
        report.done(job, done, watch.elapsed().toNanos() / 1e9);
        bar.next();
        if (verbose()) {
          console.note(report.last());
        }
      } catch (InvalidInputException e) {
        bar.next();
        if (!jobs.manyWanted()) {
          throw e;
        }
        report.failed(job, e);
        console.note(String.valueOf(e.getMessage()));
      } finally {
        bar.clear();
      }
    }
  }
}
