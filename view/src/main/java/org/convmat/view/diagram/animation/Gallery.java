package org.convmat.view.diagram.animation;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.convmat.core.io.AtomicFile;

/**
 * Every configuration of Dumoulin and Visin's guide, drawn, with a page that shows them. Each file
 * appears whole or not at all.
 */
public final class Gallery {

  private static final String SCATTER = "_scatter";

  private Gallery() {}

  /**
   * Draws the guide's layers: each in the gather view, the transposed ones in the scatter view too.
   *
   * @param folder exists
   * @param delay milliseconds from frame to frame
   * @return the files
   */
  public static List<Path> write(Path folder, int delay) {
    List<Path> files = new ArrayList<>();
    for (Guide guide : Guide.all()) {
      files.add(draw(guide, View.GATHER, "", folder, delay));
      if (guide.transposed()) {
        files.add(draw(guide, View.SCATTER, SCATTER, folder, delay));
      }
    }
    Path page = folder.resolve("README.md");
    AtomicFile.write(page, out -> out.write(page().getBytes(StandardCharsets.UTF_8)));
    files.add(page);
    return files;
  }

  private static Path draw(Guide guide, View view, String suffix, Path folder, int delay) {
    Path file = folder.resolve(guide.name() + suffix + ".gif");
    AnimationFile.write(guide.animation(view), delay, file);
    return file;
  }

  /** The page, in Markdown. */
  public static String page() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Guide guide : Guide.all()) {
      page.append("\n## ").append(guide.title()).append("\n\n");
      page.append(numbers(guide)).append("\n\n");
      page.append(image(guide, "", "gather"));
      if (guide.transposed()) {
        page.append(image(guide, SCATTER, "scatter"));
      }
      page.append("\n```sh\n").append(guide.command()).append("\n```\n");
    }
    return page.append(ERRORS).toString();
  }

  private static String numbers(Guide guide) {
    String numbers =
        String.format(
            Locale.ROOT,
            "i = %d, k = %d, s = %d, p = %d%s",
            guide.input(),
            guide.kernel(),
            guide.stride(),
            guide.padding(),
            guide.dilation() == 1 ? "" : ", d = " + guide.dilation());
    return String.format(
        Locale.ROOT,
        "%s: %3$dx%3$d to %4$dx%4$d%2$s.",
        numbers,
        guide.transposed() ? ", the transpose of the convolution with these numbers" : "",
        guide.inputExtent(),
        guide.outputExtent());
  }

  private static String image(Guide guide, String suffix, String view) {
    return String.format(
        Locale.ROOT,
        "![%s, %s view](%s%s.gif)%n".replace("%n", "\n"),
        guide.title(),
        view,
        guide.name(),
        suffix);
  }

  private static final String HEAD =
      """
      # The configurations of the guide

      Vincent Dumoulin and Francesco Visin, *A guide to convolution arithmetic for deep learning*, [arXiv:1603.07285](https://arxiv.org/abs/1603.07285),
      draws these layers; their numbers and names are used here, their drawings are not. Every cell and every tap below stands where
      convmat's index generator puts it. The whole page is made by

      ```sh
      convmat animate --gallery docs/gallery
      ```

      Input on the left, output on the right. A covered cell has the colour of its tap and says the tap's index. Dashed places have no
      cell: the padding of a convolution, what a transposed one crops, and in its gather view the zeros that a direct convolution
      would need between and around the input's cells. The scatter view of a transposed convolution needs none: each input cell adds its
      kernel to the output.
      """;

  private static final String ERRORS =
      """

      ## What readers found in the original drawings

      - [#11](https://github.com/vdumoulin/conv_arithmetic/issues/11): *Padding, strides, transposed (odd)* had the additional border of zeros at the
        top and left; it belongs at the bottom and right. The guide's authors corrected it later; copies of the old drawing are still about.
      - [#30](https://github.com/vdumoulin/conv_arithmetic/issues/30): blue maps are inputs in the animations, while the text of the guide calls the
        same map of a transposed convolution the output of the convolution that it transposes. Here each map says which it is.
      - [#33](https://github.com/vdumoulin/conv_arithmetic/issues/33): a caption of a transposed convolution gives the padding p of the convolution
        that it transposes, and the drawing shows the border p' = k - p - 1 of the equivalent convolution. Here the numbers above are those of the
        convolution, and the border is not typed in but follows.
      - [#18](https://github.com/vdumoulin/conv_arithmetic/issues/18): the caption of figure 4.7 says 2 x 2 input; it is 3 x 3.
      - [#4](https://github.com/vdumoulin/conv_arithmetic/issues/4): the kernel of the equivalent convolution is mirrored; the drawings, which have no
        numbers, do not show it. Here the taps' indices do: in the gather view of a transposed convolution they run backwards.
      """;
}
