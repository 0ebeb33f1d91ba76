/**
 * The {@code ojalgo} backend. It exports nothing: {@code org.convmat.backend.ojalgo.OjalgoBackend}
 * is found through the service loader.
 */
module org.convmat.backend.ojalgo {
  requires ojalgo;
  requires org.convmat.spi;

  provides org.convmat.spi.MatmulBackend with
      org.convmat.backend.ojalgo.OjalgoBackend;
}
