package org.convmat.core.execution;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.convmat.core.failure.BackendException;
import org.convmat.core.failure.BackendProblem;
import org.convmat.spi.MatmulBackend;
import org.jspecify.annotations.Nullable;

/**
 * Class loaders for backends that are dropped in: one for each jar, or for each folder with all its
 * jars. A plug-in sees the JDK, the contract ({@code org.convmat.spi}) and its own jars, nothing
 * else of the process, so two plug-ins may carry two versions of one library, also one that convmat
 * itself uses.
 */
public final class BackendPath {

  private BackendPath() {}

  /**
   * The loader of one entry, to be handed to {@link BackendRegistry#discover(List)}. Close it when
   * its backends are no longer used.
   *
   * @param entry a jar, or a folder that holds jars
   * @throws BackendException if it is not there, holds no jar, or is damaged
   */
  public static URLClassLoader open(String entry) {
    ImmutableList.Builder<URL> urls = ImmutableList.builder();
    try {
      for (Path jar : jars(entry)) {
        new JarFile(jar.toFile()).close(); // a class loader would pass over a damaged one
        urls.add(jar.toUri().toURL());
      }
    } catch (IOException | InvalidPathException e) {
      throw refuse(entry, "cannot be opened as a jar: " + e.getMessage(), e);
    }
    return new URLClassLoader(urls.build().toArray(URL[]::new), new ContractOnly());
  }

  private static List<Path> jars(String entry) throws IOException {
    Path path = Path.of(entry);
    if (!Files.exists(path)) {
      throw refuse(entry, "there is no such jar or folder", null);
    }
    if (!Files.isDirectory(path)) {
      return ImmutableList.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      List<Path> jars = files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
      if (jars.isEmpty()) {
        throw refuse(entry, "the folder holds no .jar file", null);
      }
      return jars;
    }
  }

  private static BackendException refuse(String entry, String problem, @Nullable Throwable cause) {
    return new BackendException(
        BackendProblem.BAD_PATH, "backend path entry " + entry + ": " + problem, cause);
  }

  /** The parent of every plug-in: the JDK and the contract. */
  private static final class ContractOnly extends ClassLoader {
    private static final String CONTRACT = MatmulBackend.class.getPackageName() + ".";

    ContractOnly() {
      super(getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith(CONTRACT)) {
        return Class.forName(name, false, MatmulBackend.class.getClassLoader());
      }
      throw new ClassNotFoundException(name);
    }
  }
}
