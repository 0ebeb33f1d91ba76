package org.convmat.view.diagram;

import java.util.function.Consumer;

/**
 * Something that can be drawn.
 *
 * @param width in pixels
 * @param height in pixels
 * @param title what it is, in a few words
 * @param description what there is to see, for those who do not see it
 * @param drawing draws it
 */
public record Figure(
    int width, int height, String title, String description, Consumer<Canvas> drawing) {

  /** Draws it on paper. */
  public void draw(Canvas canvas) {
    canvas.fill(0, 0, width, height, Colour.PAPER);
    drawing.accept(canvas);
  }
}
