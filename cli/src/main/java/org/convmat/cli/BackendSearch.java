package org.convmat.cli;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.convmat.core.execution.BackendRegistry;
import org.convmat.core.failure.BackendException;
import org.convmat.spi.MatmulBackend;
import org.jspecify.annotations.Nullable;

/**
 * Backends from jars that are not on convmat's class path. Each jar, and each folder with its jars,
 * has a class loader of its own, so that two backends may need two versions of one library.
 */
final class BackendSearch implements AutoCloseable {

  private final List<URLClassLoader> loaders = new ArrayList<>();

  private BackendSearch() {}

  /**
   * Opens the entries of a path.
   *
   * @throws BackendException naming the first entry that is not there or holds no jar
   */
  static BackendSearch along(List<String> entries) {
    BackendSearch search = new BackendSearch();
    for (String entry : entries) {
      search.loaders.add(
          new URLClassLoader(urls(jars(entry)), MatmulBackend.class.getClassLoader()));
    }
    return search;
  }

  BackendRegistry registry() {
    return BackendRegistry.discover(
        ImmutableList.<ClassLoader>builder()
            .add(MatmulBackend.class.getClassLoader())
            .addAll(loaders)
            .build());
  }

  @Override
  public void close() {
    for (URLClassLoader loader : loaders) {
      try {
        loader.close();
      } catch (IOException e) {
        // the process ends soon and frees the file
      }
    }
  }

  private static List<Path> jars(String entry) {
    try {
      Path path = Path.of(entry);
      if (!Files.exists(path)) {
        throw refuse(entry, "there is no such jar or folder", null);
      }
      List<Path> jars = Files.isDirectory(path) ? jarsIn(path) : ImmutableList.of(path);
      if (jars.isEmpty()) {
        throw refuse(entry, "the folder holds no .jar file", null);
      }
      for (Path jar : jars) {
        new JarFile(jar.toFile()).close(); // a class loader would pass over a damaged one
      }
      return jars;
    } catch (IOException | InvalidPathException e) {
      throw refuse(entry, "cannot be opened as a jar: " + e.getMessage(), e);
    }
  }

  private static List<Path> jarsIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static URL[] urls(List<Path> jars) {
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      try {
        urls.add(jar.toUri().toURL());
      } catch (MalformedURLException e) {
        throw refuse(jar.toString(), "has no URL", e);
      }
    }
    return urls.toArray(URL[]::new);
  }

  private static BackendException refuse(String entry, String problem, @Nullable Throwable cause) {
    return new BackendException("backend path entry " + entry + ": " + problem, cause);
  }
}
