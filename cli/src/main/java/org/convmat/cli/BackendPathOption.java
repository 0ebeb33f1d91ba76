package org.convmat.cli;

import com.google.common.base.Splitter;
import com.google.common.base.Strings;
import java.io.File;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where backends beside those of convmat's own class path are. */
final class BackendPathOption {

  /** The environment variable that is read where the option is not given. */
  static final String ENVIRONMENT = "CONVMAT_BACKEND_PATH";

  @Option(
      names = "--backend-path",
      paramLabel = "PATH",
      description =
          "More backends: jars, or folders with the jars of one backend each, separated"
              + " as in a class path; default: what the environment variable "
              + ENVIRONMENT
              + " holds.")
  private @Nullable String path;

  /** The backends that can be seen; to be closed after the last use of any. */
  BackendSearch search() {
    String places = path != null ? path : Strings.nullToEmpty(System.getenv(ENVIRONMENT));
    List<String> entries =
        Splitter.on(File.pathSeparatorChar).omitEmptyStrings().splitToList(places);
    return BackendSearch.along(entries);
  }
}
