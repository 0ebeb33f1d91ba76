package org.convmat.cli;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.convmat.core.execution.BackendPath;
import org.convmat.core.execution.BackendRegistry;
import org.convmat.core.failure.BackendException;
import org.convmat.spi.MatmulBackend;

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
      search.loaders.add(BackendPath.open(entry));
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
}
