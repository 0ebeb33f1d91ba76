package org.convmat.core.execution;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.convmat.core.execution.DiscoveredBackend.Status;
import org.convmat.core.failure.BackendException;
import org.convmat.core.failure.BackendProblem;
import org.convmat.spi.Feature;
import org.convmat.spi.MatmulBackend;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The backends that were found, each inspected alone: a broken one is listed with its reason and
 * hides no other; two that claim one id are both refused, by name of their jars.
 *
 * <p>This is where a backend is chosen: {@link #select}. A named backend is that backend or an
 * error, never another one. {@code auto} takes, of those available, one that takes structured
 * operands before one that takes sparse ones before the others, and among equals the first by id.
 *
 * <p>An ordinary object, immutable and thread-safe; there is no global registry.
 */
public final class BackendRegistry {

  private static final Comparator<DiscoveredBackend> AUTO_ORDER =
      Comparator.<DiscoveredBackend, Boolean>comparing(BackendRegistry::structured)
          .thenComparing(BackendRegistry::sparse)
          .reversed()
          .thenComparing(DiscoveredBackend::id);

  private final List<DiscoveredBackend> backends;

  private BackendRegistry(List<DiscoveredBackend> found) {
    this.backends = markDuplicates(found);
    backends.stream().filter(b -> !b.usable()).forEach(Log::passedOver);
  }

  /** Asks the class loader (or module layer) that convmat itself came from. */
  public static BackendRegistry discover() {
    return discover(ImmutableList.of(MatmulBackend.class.getClassLoader()));
  }

  /**
   * Asks each of the class loaders in turn; a provider that several of them see counts once.
   * Plug-in hosts pass the plug-in's loader here.
   */
  public static BackendRegistry discover(List<ClassLoader> loaders) {
    Set<Class<?>> seen = new LinkedHashSet<>();
    List<DiscoveredBackend> found = new ArrayList<>();
    for (ClassLoader loader : loaders) {
      load(loader, seen, found);
    }
    return new BackendRegistry(found);
  }

  /** A registry of given backends, without discovery. */
  public static BackendRegistry of(MatmulBackend... providers) {
    List<DiscoveredBackend> found = new ArrayList<>();
    for (MatmulBackend provider : providers) {
      found.add(ProviderInspection.inspect(provider));
    }
    return new BackendRegistry(found);
  }

  /** Every provider found, usable or not, by id. */
  public List<DiscoveredBackend> backends() {
    return backends;
  }

  /**
   * The backend that was asked for, wrapped in its guard.
   *
   * @param name an id, {@code auto}, or null to look at the property and the environment
   * @throws BackendException if it is unknown, broken, claimed twice or unavailable, or if {@code
   *     auto} finds none; the message lists what there is
   */
  public CheckedBackend select(@Nullable String name) {
    BackendSelection selection = BackendSelection.resolve(name);
    DiscoveredBackend chosen = selection.isAuto() ? first() : named(selection);
    return new CheckedBackend(chosen.id(), chosen.features(), chosen.backend().orElseThrow());
  }

  private DiscoveredBackend first() {
    return backends.stream()
        .filter(DiscoveredBackend::usable)
        .min(AUTO_ORDER)
        .orElseThrow(
            () ->
                new BackendException(
                    BackendProblem.NONE_USABLE,
                    "no backend can be used"
                        + problems()
                        + "; add a backend's jar, such as convmat-backend-ejml, to the path (an"
                        + " uber-jar must keep META-INF/services)",
                    null));
  }

  private DiscoveredBackend named(BackendSelection selection) {
    List<DiscoveredBackend> matches =
        backends.stream().filter(b -> b.id().equals(selection.name())).toList();
    Optional<DiscoveredBackend> usable =
        matches.stream().filter(DiscoveredBackend::usable).findFirst();
    if (usable.isPresent()) {
      return usable.get();
    }
    String asked = "backend '" + selection.name() + "' (" + selection.source() + ")";
    if (matches.isEmpty()) {
      throw new BackendException(
          BackendProblem.UNKNOWN,
          "there is no " + asked + "; available: " + available() + problems(),
          null);
    }
    DiscoveredBackend match = matches.get(0);
    throw new BackendException(
        match.status().problem().orElseThrow(),
        asked
            + " is "
            + match.status().words()
            + ": "
            + match.problem()
            + "; available: "
            + available(),
        null);
  }

  private String available() {
    String ids =
        backends.stream()
            .filter(DiscoveredBackend::usable)
            .map(DiscoveredBackend::id)
            .collect(joining(", "));
    return ids.isEmpty() ? "none" : ids;
  }

  private String problems() {
    return backends.stream()
        .filter(b -> !b.usable())
        .map(b -> "; " + b.id() + " is " + b.status().words() + ": " + b.problem())
        .collect(joining());
  }

  /** Apart, so that logging is set up where there is something to say, and not at every start. */
  private static final class Log {
    private static final Logger LOG = LoggerFactory.getLogger(BackendRegistry.class);

    static void passedOver(DiscoveredBackend backend) {
      LOG.atLevel(backend.status() == Status.UNAVAILABLE ? Level.INFO : Level.WARN)
          .log("backend '{}' is {}: {}", backend.id(), backend.status().words(), backend.problem());
    }
  }

  private static boolean structured(DiscoveredBackend backend) {
    return backend.features().contains(Feature.STRUCTURED_DOUBLE);
  }

  private static boolean sparse(DiscoveredBackend backend) {
    return backend.features().contains(Feature.SPARSE_DOUBLE);
  }

  /** Both hasNext and next may throw for one bad provider; the ones behind it can still be had. */
  private static void load(ClassLoader loader, Set<Class<?>> seen, List<DiscoveredBackend> found) {
    Iterator<MatmulBackend> providers = ServiceLoader.load(MatmulBackend.class, loader).iterator();
    String lastFailure = "";
    while (true) {
      try {
        if (!providers.hasNext()) {
          return;
        }
        MatmulBackend provider = providers.next();
        if (seen.add(provider.getClass())) {
          found.add(ProviderInspection.inspect(provider));
        }
      } catch (ServiceConfigurationError | LinkageError e) {
        if (e.toString().equals(lastFailure)) {
          return; // the loader stands still: an unreadable services file, not one bad entry
        }
        lastFailure = e.toString();
        found.add(ProviderInspection.unloadable(e));
      }
    }
  }

  private static List<DiscoveredBackend> markDuplicates(List<DiscoveredBackend> found) {
    List<DiscoveredBackend> marked = new ArrayList<>();
    for (DiscoveredBackend backend : found) {
      List<DiscoveredBackend> same =
          found.stream().filter(b -> b.id().equals(backend.id())).toList();
      String locations = same.stream().map(DiscoveredBackend::location).collect(joining(" and "));
      marked.add(
          same.size() > 1 && backend.spiLevel() > 0 ? backend.asDuplicateOf(locations) : backend);
    }
    marked.sort(Comparator.comparing(DiscoveredBackend::id));
    return ImmutableList.copyOf(marked);
  }
}
