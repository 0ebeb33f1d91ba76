package org.convmat.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Logging in code instead of XML, which would cost more than most commands: one line for each
 * message on standard error; errors only, or with {@code -v} all. A backend that was passed over is
 * a warning: whoever asks for it by name is told anyway, and {@code backends} lists it. Logback
 * finds this class as a service when the first logger is asked for, and not before.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {

  /** For the service loader. */
  public LogSetup() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    Lines lines = new Lines();
    lines.setContext(context);
    lines.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.DEBUG);
    root.addAppender(lines);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static final class Lines extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      PrintStream err = LogSettings.target();
      boolean wanted = LogSettings.verbose() || event.getLevel().isGreaterOrEqual(Level.ERROR);
      if (err != null && wanted) {
        String word = event.getLevel().toString().toLowerCase(Locale.ROOT);
        err.println(Failures.line(word + ": " + event.getFormattedMessage()));
      }
    }
  }
}
