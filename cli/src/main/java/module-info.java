/** The convmat command line. */
module org.convmat.cli {
  requires org.convmat.core;
  requires org.convmat.view;
  requires com.fasterxml.jackson.core;
  requires com.google.common;
  requires info.picocli;
  requires ch.qos.logback.classic;
  requires ch.qos.logback.core;
  requires org.slf4j;
  requires static org.jspecify;

  opens org.convmat.cli to
      info.picocli;

  provides ch.qos.logback.classic.spi.Configurator with
      org.convmat.cli.LogSetup;
}
