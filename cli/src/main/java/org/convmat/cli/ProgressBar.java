package org.convmat.cli;

import java.util.Locale;
import org.convmat.view.resample.Progress;

/**
 * A line on standard error, written over itself, while a person watches: how far, and how long it
 * will take at the pace so far. For one thread.
 */
final class ProgressBar implements Progress {

  private static final int WIDTH = 30;
  private static final double NANOS = 1e9;
  private static final long PAUSE = 100_000_000;

  /** To the begin of the line, and clears it. */
  private static final String CLEAR = "\r\u001b[K";

  private final Console console;
  private final int pictures;
  private final long begin = System.nanoTime();
  private long shown = begin;
  private boolean visible;
  private int finished;

  ProgressBar(Console console, int pictures) {
    this.console = console;
    this.pictures = pictures;
  }

  @Override
  public void rows(long done, long all) {
    long now = System.nanoTime();
    if (console.watched() && now - shown >= PAUSE) {
      shown = now;
      visible = true;
      console.err().print(CLEAR + line((double) done / all, (now - begin) / NANOS));
      console.err().flush();
    }
  }

  /** What is shown. */
  String line(double ofPicture, double seconds) {
    double part = (finished + ofPicture) / pictures;
    int full = (int) Math.round(part * WIDTH);
    String left = part > 0 ? time(seconds / part * (1 - part)) + " left" : "";
    String number = pictures > 1 ? " picture " + (finished + 1) + " of " + pictures : "";
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f %%%s %s",
        "#".repeat(full),
        "-".repeat(WIDTH - full),
        part * 100,
        number,
        left);
  }

  private static String time(double seconds) {
    long whole = Math.round(seconds);
    return whole < 60
        ? whole + " s"
        : String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60);
  }

  /** A picture is over. */
  void next() {
    finished++;
    clear();
  }

  /** Takes the line away, so that something else can be said. */
  void clear() {
    if (visible) {
      console.err().print(CLEAR);
      console.err().flush();
      visible = false;
    }
  }
}
