package org.convmat.view.diagram.animation;

import java.util.ArrayList;
import java.util.List;
import org.convmat.core.Convolution;
import org.convmat.core.ConvolutionBuilder;
import org.convmat.core.tensor.Tensor;

/**
 * The configurations that Dumoulin and Visin's guide draws, with the guide's numbers and the names
 * of its files (arXiv:1603.07285v2, figures 2.1 to 2.7, 4.1 to 4.7 and 5.1). A transposed one has
 * the numbers of the convolution that it transposes.
 *
 * @param name of the guide's file
 * @param title the guide's words
 * @param input i, the extent of the convolution's input on both axes
 * @param kernel k
 * @param stride s
 * @param padding p
 * @param dilation d
 * @param transposed whether the transpose is drawn
 */
public record Guide(
    String name,
    String title,
    int input,
    int kernel,
    int stride,
    int padding,
    int dilation,
    boolean transposed) {

  private static final List<Guide> DIRECT =
      List.of(
          of("no_padding_no_strides", "No padding, unit strides", 4, 3, 1, 0),
          of("arbitrary_padding_no_strides", "Arbitrary padding, unit strides", 5, 4, 1, 2),
          of("same_padding_no_strides", "Half padding, unit strides", 5, 3, 1, 1),
          of("full_padding_no_strides", "Full padding, unit strides", 5, 3, 1, 2),
          of("no_padding_strides", "No padding, strides", 5, 3, 2, 0),
          of("padding_strides", "Padding, strides", 5, 3, 2, 1),
          of("padding_strides_odd", "Padding, strides (odd)", 6, 3, 2, 1));

  private static Guide of(
      String name, String title, int input, int kernel, int stride, int padding) {
    return new Guide(name, title, input, kernel, stride, padding, 1, false);
  }

  private Guide transpose() {
    return new Guide(
        name + "_transposed",
        title + ", transposed",
        input,
        kernel,
        stride,
        padding,
        dilation,
        true);
  }

  /** All of them: the convolutions, their transposes, the dilated convolution. */
  public static List<Guide> all() {
    List<Guide> all = new ArrayList<>(DIRECT);
    DIRECT.forEach(guide -> all.add(guide.transpose()));
    all.add(new Guide("dilation", "Dilation", 7, 3, 1, 0, 2, false));
    return List.copyOf(all);
  }

  /** The layer, its kernel without numbers. */
  public Convolution convolution() {
    ConvolutionBuilder builder =
        Convolution.of(Tensor.wrap(new float[kernel * kernel], kernel, kernel))
            .stride(stride)
            .padding(padding)
            .dilation(dilation);
    return builder.forImage(input, input);
  }

  /** The animation of it. */
  public Animation animation(View view) {
    return new Animation(convolution().matrix(), transposed, view, false, null);
  }

  /** The extent of what goes in. */
  public int inputExtent() {
    return transposed ? grid() : input;
  }

  /** The extent of what comes out. */
  public int outputExtent() {
    return transposed ? input : grid();
  }

  private int grid() {
    return convolution().geometry().axes().get(0).grid();
  }

  /** The command that draws it. */
  public String command() {
    StringBuilder command = new StringBuilder("convmat animate");
    command.append(transposed ? " --transposed" : "");
    command.append(" --input-size ").append(size(inputExtent()));
    command.append(" --kernel-size ").append(size(kernel));
    option(command, "stride", stride, 1);
    option(command, "padding", padding, 0);
    option(command, "dilation", dilation, 1);
    if (transposed && (input + 2 * padding - kernel) % stride != 0) {
      command.append(" --output-size ").append(size(input));
    }
    return command.append(" -o ").append(name).append(".gif").toString();
  }

  private static void option(StringBuilder command, String name, int value, int standard) {
    if (value != standard) {
      command.append(" --").append(name).append(' ').append(value);
    }
  }

  private static String size(int extent) {
    return extent + "x" + extent;
  }
}
