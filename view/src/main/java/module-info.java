/** What a convolution looks like: pictures, diagrams, a page to explore it. */
module org.convmat.view {
  requires transitive org.convmat.core;
  requires transitive java.desktop;
  requires com.google.common;
  requires com.fasterxml.jackson.core;
  requires static org.jspecify;

  exports org.convmat.view;
  exports org.convmat.view.diagram;
  exports org.convmat.view.diagram.animation;
  exports org.convmat.view.diagram.matrix;
  exports org.convmat.view.diagram.overlap;
  exports org.convmat.view.diagram.tutorial;
  exports org.convmat.view.explorer;
  exports org.convmat.view.picture;
  exports org.convmat.view.resample;
}
