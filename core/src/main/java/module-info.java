/** The convolution matrix: geometry, forms, plan, execution, files. */
module org.convmat.core {
  requires transitive org.convmat.spi;
  requires com.google.common;
  requires com.fasterxml.jackson.core;
  requires de.siegmar.fastcsv;
  requires org.slf4j;
  requires static transitive com.google.errorprone.annotations;
  requires static transitive org.jspecify;

  exports org.convmat.core.failure;
  exports org.convmat.core.io;
  exports org.convmat.core.tensor;

  uses org.convmat.spi.MatmulBackend;
}
