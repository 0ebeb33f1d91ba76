package org.convmat.cli;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.convmat.core.execution.BackendPath;
import org.convmat.core.execution.BackendRegistry;
import org.convmat.spi.MatmulBackend;

/** Backends of convmat's own class path and of a path beside it, as long as any is in use. */
final class BackendSearch implements AutoCloseable {

  private final List<URLClassLoader> plugIns = new ArrayList<>();

  private BackendSearch() {}

  /** Opens the entries of a path: jars, or folders with jars. */
  static BackendSearch along(List<String> entries) {
    BackendSearch search = new BackendSearch();
    entries.forEach(entry -> search.plugIns.add(BackendPath.open(entry)));
    return search;
  }

  BackendRegistry registry() {
    return BackendRegistry.discover(
        ImmutableList.<ClassLoader>builder()
            .add(MatmulBackend.class.getClassLoader())
            .addAll(plugIns)
            .build());
  }

  @Override
  public void close() {
    for (URLClassLoader plugIn : plugIns) {
      try {
        plugIn.close();
      } catch (IOException e) {
        // the process ends soon and frees the file
      }
    }
  }
}
