/**
 * The kit that checks a backend against the rules of docs/backend-contract.md. Start reading at
 * {@link org.convmat.tck.MatmulBackendTck}.
 */
module org.convmat.tck {
  requires transitive org.convmat.spi;
  requires transitive org.junit.jupiter.api;
  requires org.junit.jupiter.params;
  requires java.management;
  requires static org.jspecify;

  exports org.convmat.tck;

  // JUnit calls the tests, which are not public.
  opens org.convmat.tck to
      org.junit.platform.commons;

  uses org.convmat.spi.MatmulBackend;
}
