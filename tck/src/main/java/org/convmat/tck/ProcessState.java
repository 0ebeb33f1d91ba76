package org.convmat.tck;

import static org.junit.jupiter.api.Assertions.fail;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/** What a backend could change for everybody else in the process, as text to compare. */
final class ProcessState {

  private ProcessState() {}

  /** The state of the JVM and of the static fields of some classes. */
  static Map<String, String> of(List<Class<?>> settings) {
    Map<String, String> state = new TreeMap<>();
    state.put("default time zone", TimeZone.getDefault().getID()); // also sets user.timezone
    Properties properties = System.getProperties();
    for (String name : properties.stringPropertyNames()) {
      state.put("system property " + name, String.valueOf(properties.getProperty(name)));
    }
    for (Locale.Category category : Locale.Category.values()) {
      state.put("default locale, " + category, Locale.getDefault(category).toString());
    }
    state.put("common pool parallelism", "" + ForkJoinPool.getCommonPoolParallelism());
    state.put("System.out", identity(System.out));
    state.put("System.err", identity(System.err));
    state.put("System.in", identity(System.in));
    state.put("default handler", identity(Thread.getDefaultUncaughtExceptionHandler()));
    state.put(
        "security providers",
        Arrays.stream(Security.getProviders()).map(Provider::getName).toList().toString());
    settings.forEach(type -> addFields(state, type));
    return state;
  }

  /** The state of the calling thread. */
  static Map<String, String> ofThread() {
    Thread thread = Thread.currentThread();
    Map<String, String> state = new TreeMap<>();
    state.put("name of the calling thread", thread.getName());
    state.put("priority of the calling thread", "" + thread.getPriority());
    state.put("context loader of the calling thread", identity(thread.getContextClassLoader()));
    state.put("handler of the calling thread", identity(thread.getUncaughtExceptionHandler()));
    return state;
  }

  /** Fails at the first difference. */
  static void requireSame(Map<String, String> before, Map<String, String> after) {
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      String was = before.getOrDefault(name, "not set");
      String is = after.getOrDefault(name, "not set");
      if (!was.equals(is)) {
        fail("%s was %s before the first test, is %s now".formatted(name, was, is));
      }
    }
  }

  private static void addFields(Map<String, String> state, Class<?> type) {
    for (Field field : type.getFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        state.put("static field " + field, value(field));
      }
    }
  }

  private static String value(Field field) {
    try {
      Object value = field.get(null);
      boolean plain =
          value instanceof Number || value instanceof Boolean || value instanceof String;
      return plain ? value.toString() : identity(value);
    } catch (IllegalAccessException e) {
      throw new AssertionError("cannot read " + field, e);
    }
  }

  private static String identity(@Nullable Object object) {
    return object == null
        ? "null"
        : object.getClass().getName() + "@" + System.identityHashCode(object);
  }
}
