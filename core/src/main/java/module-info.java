/** The convolution matrix: geometry, forms, plan, execution, files. */
module org.convmat.core {
  requires transitive org.convmat.spi;
  requires com.google.common;
  requires com.fasterxml.jackson.core;
  requires de.siegmar.fastcsv;
  requires org.slf4j;
  requires static transitive com.google.errorprone.annotations;
  requires static transitive org.jspecify;

  exports org.convmat.core.dialect;
  exports org.convmat.core.execution;
  exports org.convmat.core.explain;
  exports org.convmat.core.failure;
  exports org.convmat.core.geometry;
  exports org.convmat.core.io;
  exports org.convmat.core.kernel;
  exports org.convmat.core.matrix;
  exports org.convmat.core.plan;
  exports org.convmat.core.solve;
  exports org.convmat.core.tensor;
  exports org.convmat.core.verify;
  exports org.convmat.core;

  uses org.convmat.spi.MatmulBackend;
}
