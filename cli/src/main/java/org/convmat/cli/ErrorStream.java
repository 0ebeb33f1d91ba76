package org.convmat.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Standard error of the process. Where the launcher has put a filter behind it (which takes out
 * what Java says about incubating modules), the process must not end before the filter has passed
 * on what was written: whoever started it would look too early.
 */
final class ErrorStream extends FilterOutputStream {

  /** What the launcher sets where there is a filter; it is then the one child of this process. */
  private static final String FILTERED = "convmat.filtered";

  private static final int PATIENCE_SECONDS = 5;

  private boolean written;

  ErrorStream() {
    super(System.err);
  }

  @Override
  public void write(int b) throws IOException {
    written = true;
    out.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    written = true;
    out.write(bytes, offset, length);
  }

  /** To be called last: closes standard error and waits for the filter, if there is one. */
  void end() {
    if (!written || !Boolean.getBoolean(FILTERED)) {
      return;
    }
    System.err.close(); // the filter reads the end
    ProcessHandle.current().children().forEach(ErrorStream::await);
  }

  private static void await(ProcessHandle filter) {
    try {
      filter.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // the filter is stuck, on a pipe that nobody reads, say; what is written is written
    }
  }
}
