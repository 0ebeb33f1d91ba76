package org.convmat.view.diagram.tutorial;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.convmat.core.Convolution;
import org.convmat.core.explain.Cell;
import org.convmat.core.explain.Explainer;
import org.convmat.core.explain.Term;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.view.Palette;
import org.convmat.view.diagram.Brief;
import org.convmat.view.diagram.Colour;
import org.convmat.view.diagram.Figure;
import org.convmat.view.diagram.SvgCanvas;
import org.convmat.view.diagram.animation.Animation;
import org.convmat.view.diagram.animation.View;
import org.convmat.view.diagram.matrix.MatrixPicture;
import org.jspecify.annotations.Nullable;

/**
 * The notebook on up-sampling with a transposed convolution as one self-contained page: every step
 * with its picture, for light and dark, for desks and phones.
 *
 * @param backend who multiplied
 * @param convolution of the image's size, with the kernel
 * @param image M
 * @param down D, the convolution of M, as the backend gave it
 * @param small what is up-sampled
 * @param up U, the transposed convolution of it, as the backend gave it
 */
public record TutorialPage(
    String backend, Convolution convolution, Tensor image, Tensor down, Tensor small, Tensor up) {

  private static final String TEMPLATE = "tutorial.html";

  /** The page. */
  public String html() {
    String page = template();
    for (Map.Entry<String, String> part : parts().entrySet()) {
      page = page.replace("{{" + part.getKey() + "}}", part.getValue());
    }
    return page;
  }

  private Map<String, String> parts() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("backend", SvgCanvas.escape(backend));
    parts.put("M", grid("M, the image", image, "m", Colour.INPUT));
    parts.put("K", kernel());
    parts.put("rows", Long.toString(convolution.geometry().rows()));
    parts.put("columns", Long.toString(convolution.geometry().columns()));
    parts.put("C", figure(MatrixPicture.of(convolution.matrix(), false), "c"));
    parts.put("Ct", figure(MatrixPicture.of(convolution.matrix(), true), "ct"));
    parts.put("D", grid("D, the convolution of M", down, "d", Colour.OUTPUT));
    parts.put("small", grid("the small image", small, "s", Colour.INPUT));
    parts.put("U", grid("U, the transposed convolution", up, "u", Colour.OUTPUT));
    parts.put("Dsteps", steps(false, View.GATHER, image, "dg"));
    parts.put("Usteps", steps(true, View.SCATTER, small, "us"));
    parts.put("Dterms", terms("D", false, image, Cell.at(0, 0)));
    parts.put("Uterms", terms("U", true, small, Cell.at(1, 2)));
    return parts;
  }

  private String kernel() {
    Tensor kernel =
        Tensor.wrap(
            convolution.matrix().weights(),
            Shape.of(
                convolution.geometry().axes().stream()
                    .mapToInt(ConvolutionAxis::kernel)
                    .toArray()));
    return figure(
        new NumberGrid("K, the kernel", kernel, tap -> Colour.of(Palette.tap(tap))).figure(), "k");
  }

  private static String grid(String name, Tensor array, String id, Colour colour) {
    return figure(new NumberGrid(name, array, i -> colour).figure(), id);
  }

  private static String figure(Figure figure, String id) {
    return SvgCanvas.inPage(figure, id);
  }

  /** Every step of a product. */
  private String steps(boolean transposed, View view, Tensor input, String id) {
    Animation animation =
        new Animation(convolution.matrix(), transposed, view, true, input.elements());
    StringBuilder steps = new StringBuilder();
    for (int frame = 0; frame < animation.frames(); frame++) {
      steps.append("<li>").append(figure(animation.frame(frame), id + frame)).append("</li>\n");
    }
    return steps.toString();
  }

  /** The sum that makes one cell. */
  private String terms(String name, boolean transposed, Tensor input, Cell cell) {
    Explainer explainer = new Explainer(convolution.matrix(), transposed);
    List<String> products = new ArrayList<>();
    @Nullable Term last = null;
    for (Term term : explainer.terms(cell, input.elements())) {
      products.add(Brief.number(term.value()) + "&middot;" + Brief.number(term.weight()));
      last = term;
    }
    return String.format(
        Locale.ROOT,
        "%s[%s] = %s = %s",
        name,
        Brief.index(cell.position()),
        String.join(" + ", products),
        last == null ? "0" : Brief.number(last.sum()));
  }

  private static String template() {
    try (InputStream in = TutorialPage.class.getResourceAsStream(TEMPLATE)) {
      if (in == null) {
        throw new IllegalStateException(TEMPLATE + " is missing from this jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
