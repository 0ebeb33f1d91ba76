package org.convmat.cli;

import org.convmat.core.execution.CheckedBackend;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which backend. */
final class BackendOptions {

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description =
          "A backend's id, or auto; see convmat backends. Default: the environment"
              + " variable CONVMAT_BACKEND, else auto.")
  private @Nullable String backend;

  @Mixin private final BackendPathOption path = new BackendPathOption();

  /** The backend that was asked for, with what must stay open while it is in use. */
  Chosen open() {
    BackendSearch search = path.search();
    try {
      return new Chosen(search.registry().select(backend), search);
    } catch (RuntimeException e) {
      search.close();
      throw e;
    }
  }

  /** A backend and the jars that it came from. */
  record Chosen(CheckedBackend backend, BackendSearch search) implements AutoCloseable {
    @Override
    public void close() {
      search.close();
    }
  }
}
