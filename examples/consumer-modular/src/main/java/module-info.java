/** Requires convmat and names no backend: whichever is on the module path is found. */
module com.example.modular {
  requires org.convmat.core;
}
