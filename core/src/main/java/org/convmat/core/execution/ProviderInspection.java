package org.convmat.core.execution;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableSet;
import java.security.CodeSource;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.convmat.core.execution.DiscoveredBackend.Status;
import org.convmat.spi.Availability;
import org.convmat.spi.Feature;
import org.convmat.spi.MatmulBackend;

/**
 * Looks at one provider and says what state it is in. Whatever the provider throws, a missing
 * library included, ends up as a {@link Status#BROKEN} entry and goes no further.
 */
final class ProviderInspection {

  /** The levels of the contract that this version of convmat can drive. */
  private static final Set<Integer> LEVELS = ImmutableSet.of(1);

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,30}");

  private ProviderInspection() {}

  static DiscoveredBackend inspect(MatmulBackend provider) {
    Entry entry = new Entry(provider);
    try {
      return entry.inspect();
    } catch (VirtualMachineError e) {
      throw e; // out of memory is not this provider's fault
    } catch (Throwable e) { // a backend must not throw here; whatever it throws is its own problem
      return entry.refused(Status.BROKEN, reason(e));
    }
  }

  /** What is known of a provider so far. */
  private static final class Entry {
    private final MatmulBackend provider;
    private String id;
    private String library = "";
    private int level;

    Entry(MatmulBackend provider) {
      this.provider = provider;
      this.id = provider.getClass().getName();
    }

    DiscoveredBackend inspect() {
      String declared = provider.id();
      if (!ID.matcher(declared).matches() || declared.equals(BackendSelection.AUTO)) {
        return refused(
            Status.BROKEN,
            "its id '" + printable(declared) + "' must match " + ID + " and not be 'auto'");
      }
      id = declared;
      level = provider.spiLevel();
      if (!LEVELS.contains(level)) {
        return refused(
            Status.WRONG_LEVEL,
            "it is written against level "
                + level
                + " of the contract, this convmat drives level 1; use versions that belong together");
      }
      library = provider.library();
      if (provider.availability() instanceof Availability.Unavailable no) {
        return refused(Status.UNAVAILABLE, printable(no.reason() + "; " + no.remedy()));
      }
      Set<Feature> features = provider.features();
      if (!features.contains(Feature.DENSE_DOUBLE)) {
        return refused(Status.BROKEN, "it does not declare DENSE_DOUBLE, which every backend must");
      }
      return entry(features, Status.AVAILABLE, "");
    }

    DiscoveredBackend refused(Status status, String problem) {
      return entry(ImmutableSet.of(), status, problem);
    }

    private DiscoveredBackend entry(Set<Feature> features, Status status, String problem) {
      return new DiscoveredBackend(
          id,
          library,
          location(provider.getClass()),
          level,
          features,
          status,
          problem,
          status == Status.AVAILABLE ? Optional.of(provider) : Optional.empty());
    }
  }

  /** An entry for a provider that could not even be loaded. */
  static DiscoveredBackend unloadable(Throwable failure) {
    return new DiscoveredBackend(
        nameIn(failure),
        "",
        "unknown",
        0,
        Set.of(),
        Status.BROKEN,
        reason(failure),
        Optional.empty());
  }

  /**
   * ServiceLoader names the provider's class in its message only: "…: Provider NAME could not…".
   */
  private static String nameIn(Throwable failure) {
    String message = Optional.ofNullable(failure.getMessage()).orElse("");
    var matcher = Pattern.compile("[Pp]rovider (\\S+)").matcher(message);
    return matcher.find() ? matcher.group(1) : "provider";
  }

  /** One line: what failed, and the innermost cause where it says more. */
  static String reason(Throwable failure) {
    Throwable root = Throwables.getRootCause(failure);
    String hint =
        root instanceof ClassNotFoundException || root instanceof NoClassDefFoundError
            ? "; a library it needs is missing from the path"
            : root instanceof LinkageError
                ? "; its library and this convmat do not belong together"
                : "";
    return printable(root == failure ? failure.toString() : failure.getMessage() + ": " + root)
        + hint;
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  static String location(Class<?> provider) {
    CodeSource source = provider.getProtectionDomain().getCodeSource();
    return source == null || source.getLocation() == null
        ? "unknown"
        : source.getLocation().getPath();
  }
}
