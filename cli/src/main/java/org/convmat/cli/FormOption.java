package org.convmat.cli;

import java.util.Optional;
import org.convmat.core.plan.Form;
import picocli.CommandLine.Option;

/** The form of the matrix. */
final class FormOption {

  @Option(
      names = "--form",
      paramLabel = "FORM",
      description = "Form of the matrix: auto (default), dense, sparse, lowered or structured.")
  private Choice.FormName form = Choice.FormName.AUTO;

  /** The form that was asked for; empty leaves the choice to the plan. */
  Optional<Form> form() {
    return form.form();
  }
}
