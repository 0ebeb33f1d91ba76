package org.convmat.core.execution;

import com.google.common.base.Strings;
import org.jspecify.annotations.Nullable;

/**
 * Which backend was asked for, and where: the argument, then the system property {@code
 * convmat.backend}, then the environment variable {@code CONVMAT_BACKEND}, then {@code auto}. No
 * other class reads these.
 *
 * @param name a backend's id, or {@code auto}
 * @param source where the name came from, for messages
 */
public record BackendSelection(String name, String source) {

  /** The name that leaves the choice to convmat. */
  public static final String AUTO = "auto";

  /** The system property that names a backend. */
  public static final String PROPERTY = "convmat.backend";

  /** The environment variable that names a backend. */
  public static final String ENVIRONMENT = "CONVMAT_BACKEND";

  /** The selection in force, given what the caller asked for, if anything. */
  public static BackendSelection resolve(@Nullable String argument) {
    if (argument != null) {
      return new BackendSelection(argument, "argument");
    }
    String property = System.getProperty(PROPERTY);
    if (!Strings.isNullOrEmpty(property)) {
      return new BackendSelection(property, "system property " + PROPERTY);
    }
    String environment = System.getenv(ENVIRONMENT);
    if (!Strings.isNullOrEmpty(environment)) {
      return new BackendSelection(environment, "environment variable " + ENVIRONMENT);
    }
    return new BackendSelection(AUTO, "default");
  }

  /** Whether the choice is left to convmat. */
  public boolean isAuto() {
    return name.equals(AUTO);
  }
}
