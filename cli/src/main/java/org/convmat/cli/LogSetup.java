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
import org.jspecify.annotations.Nullable;

/**
 * Logging in code instead of XML, which would cost more than most commands: one line for each
 * message on standard error, from WARN on, or from DEBUG on with {@code -v}. Logback finds this
 * class as a service when the first logger is asked for, and not before.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {

  private static volatile Level level = Level.WARN;
  private static volatile @Nullable PrintStream target;
  private static volatile @Nullable Logger root;

  /** For the service loader. */
  public LogSetup() {}

  /** Settings of the run that begins; a process may run several, one after the other. */
  static void begin(boolean verbose, PrintStream err) {
    level = verbose ? Level.DEBUG : Level.WARN;
    target = err;
    Logger configured = root;
    if (configured != null) {
      configured.setLevel(level);
    }
  }

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    Lines lines = new Lines();
    lines.setContext(context);
    lines.start();
    Logger logger = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    logger.setLevel(level);
    logger.addAppender(lines);
    root = logger;
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static final class Lines extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      PrintStream err = target;
      if (err != null) {
        String word = event.getLevel().toString().toLowerCase(Locale.ROOT);
        err.println(Failures.line(word + ": " + event.getFormattedMessage()));
      }
    }
  }
}
