package org.convmat.cli;

import org.convmat.spi.Accuracy;
import picocli.CommandLine.Option;

/** How near the products must come to the exact ones. */
final class AccuracyOption {

  @Option(
      names = "--accuracy",
      paramLabel = "ACCURACY",
      description = {
        "componentwise (default) bounds the error of each value beside that value's own sum."
            + " normwise lets a backend use faster methods whose error is small beside the largest"
            + " value, not beside each value; a NaN or an infinity may then spoil more of its image."
            + " Integers are always exact."
      })
  private Accuracy accuracy = Accuracy.COMPONENTWISE;

  /** The accuracy that was asked for. */
  Accuracy accuracy() {
    return accuracy;
  }
}
