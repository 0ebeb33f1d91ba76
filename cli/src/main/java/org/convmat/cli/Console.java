package org.convmat.cli;

import com.google.common.base.Strings;
import java.io.InputStream;
import java.io.PrintStream;
import picocli.CommandLine.Help.Ansi;

/**
 * The outside of one run.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error; one line for each thing that is said
 * @param terminal whether a person looks at {@code out}
 * @param watched whether a person looks at {@code err}
 */
record Console(InputStream in, TextOutput out, PrintStream err, boolean terminal, boolean watched) {

  /** Whether help may have colours: for a person, and not where NO_COLOR says no. */
  Ansi ansi() {
    return colours() ? Ansi.ON : Ansi.OFF;
  }

  /** A word that stands out for a person, and is plain text for everything else. */
  String strong(String word) {
    return colours() ? "\u001b[1m" + word + "\u001b[0m" : word;
  }

  /** Says something beside the result. */
  void note(String text) {
    err.println(Failures.line(text));
  }

  private boolean colours() {
    return terminal && Strings.isNullOrEmpty(System.getenv("NO_COLOR"));
  }
}
