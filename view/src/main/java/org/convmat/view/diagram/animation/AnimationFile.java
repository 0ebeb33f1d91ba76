package org.convmat.view.diagram.animation;

import java.nio.file.Path;
import java.util.Locale;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.io.AtomicFile;
import org.convmat.view.diagram.RasterCanvas;

/** An animation as an animated GIF; the file appears whole or not at all. */
public final class AnimationFile {

  /** Milliseconds from frame to frame if nobody says. */
  public static final int DELAY = 600;

  private static final int SHORTEST = 20;
  private static final int LONGEST = 60_000;

  private AnimationFile() {}

  /**
   * Refuses what could not be written, before anything is drawn.
   *
   * @throws InvalidInputException if the extension is not {@code .gif}, the delay not 20 to 60000
   *     ms, or the file cannot be written
   */
  public static void check(Path path, int delay) {
    if (!path.toString().toLowerCase(Locale.ROOT).endsWith(".gif")) {
      throw new InvalidInputException("%s: an animation is a .gif", path);
    }
    if (delay < SHORTEST || delay > LONGEST) {
      throw new InvalidInputException(
          "a delay of %d ms: must be %d to %d", delay, SHORTEST, LONGEST);
    }
    AtomicFile.check(path);
  }

  /**
   * Writes an animation that repeats for ever; the last frame stays three times as long.
   *
   * @param delay milliseconds from frame to frame
   * @throws InvalidInputException as {@link #check}
   */
  public static void write(Animation animation, int delay, Path path) {
    check(path, delay);
    AtomicFile.write(
        path,
        out ->
            Gif.write(
                frame -> RasterCanvas.draw(animation.frame(frame)),
                animation.frames(),
                delay,
                3 * delay,
                out));
  }
}
