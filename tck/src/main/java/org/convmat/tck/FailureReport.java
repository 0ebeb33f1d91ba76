package org.convmat.tck;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Makes of every failure a message that an author can act on: which rule, what happened, what to
 * check, and how to see it again. A rule that is only recommended is skipped instead of failed.
 */
final class FailureReport implements TestExecutionExceptionHandler {

  private static final Pattern NAME =
      Pattern.compile("(required|claimed|optional)_spec(\\d)(\\d\\d)_.*");

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    if (failure instanceof TestAbortedException) {
      throw failure;
    }
    Method test = context.getRequiredTestMethod();
    Matcher name = NAME.matcher(test.getName());
    if (!name.matches()) {
      throw failure;
    }
    String rule = name.group(2) + "." + Integer.parseInt(name.group(3));
    String message = message(rule, failure, test);
    if (name.group(1).equals("optional")) {
      throw new TestAbortedException("not required: " + message, failure);
    }
    throw new AssertionFailedError(message, failure);
  }

  private static String message(String rule, Throwable failure, Method test) {
    String what =
        failure instanceof AssertionError
            ? Optional.ofNullable(failure.getMessage()).orElse(failure.toString())
            : "the backend threw " + failure;
    String check =
        Optional.ofNullable(test.getAnnotation(IfThisFails.class))
            .map(hint -> "\n  If this fails, check " + hint.check() + ".")
            .orElse("");
    return "rule %s of docs/backend-contract.md: %s%s\n  The same numbers again: %s"
        .formatted(rule, what, check, Seed.replay());
  }
}
