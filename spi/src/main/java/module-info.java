/**
 * The contract between convmat and a matrix-multiplication backend. It depends on the JDK's base
 * module only. Start reading at {@link org.convmat.spi.MatmulBackend}.
 */
module org.convmat.spi {
  exports org.convmat.spi;
  exports org.convmat.spi.support;
}
