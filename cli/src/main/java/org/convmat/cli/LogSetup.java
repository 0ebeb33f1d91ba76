package org.convmat.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Locale;
import org.slf4j.Logger;

/**
 * Logging in code instead of XML, which would cost more than most commands. Logback finds this
 * class as a service when the first logger is asked for; {@link LogLines} decides what is said.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {

  /** For the service loader. */
  public LogSetup() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    Lines lines = new Lines();
    lines.setContext(context);
    lines.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(lines);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static final class Lines extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      String word = event.getLevel().toString().toLowerCase(Locale.ROOT);
      LogLines.add(
          event.getLevel().isGreaterOrEqual(Level.WARN), word + ": " + event.getFormattedMessage());
    }
  }
}
