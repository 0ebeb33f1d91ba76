package org.convmat.cli;

import com.google.common.base.Joiner;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.convmat.cli.LayerOptions.Layer;
import org.convmat.core.explain.Cell;
import org.convmat.core.explain.Explainer;
import org.convmat.core.explain.Link;
import org.convmat.core.explain.Side;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.spi.ConvolutionAxis;

/** Cells, weights and numbers as a person writes them, with the indices that the files have. */
record CellNames(Layer layer, boolean flipped, int batch) {

  String cell(Side side, Cell cell) {
    List<Integer> index = new ArrayList<>();
    if (!layer.convolution().isPlain()) {
      index.add(batch);
      index.add(cell.channel());
    }
    index.addAll(cell.position());
    String name = side == Side.input(layer.transposed()) ? "x" : layer.transposed() ? "U" : "Y";
    return name + bracket(index);
  }

  /** Where a tap fell, if the boundary moved it; else nothing. */
  String fell(Explainer explainer, Link link) {
    List<Long> fell = explainer.fell(link);
    boolean inside = fell.equals(link.image().position().stream().map(Long::valueOf).toList());
    return inside ? "" : " at " + bracket(fell);
  }

  String weight(Link link) {
    return "w" + bracket(weightIndex(link));
  }

  /** Where the weight is in the kernel's file. */
  List<Integer> weightIndex(Link link) {
    List<Integer> index = new ArrayList<>();
    if (!layer.convolution().isPlain()) {
      index.addAll(link.weight().subList(0, 2));
    }
    index.addAll(inFile(link.tap()));
    return index;
  }

  /** A tap's place in the kernel's file. */
  List<Integer> inFile(List<Integer> tap) {
    List<Integer> place = new ArrayList<>(tap);
    List<ConvolutionAxis> axes = layer.convolution().geometry().axes();
    for (int a = 0; a < place.size() && flipped; a++) {
      place.set(a, axes.get(a).kernel() - 1 - tap.get(a));
    }
    return place;
  }

  static String bracket(List<? extends Number> index) {
    return "[" + Joiner.on(',').join(index) + "]";
  }

  /** The dtype of the numbers: of the result, or of the kernel where there is no input. */
  DType dtype() {
    NumericArray x = layer.x();
    return x == null ? layer.kernel().dtype() : x.dtype().with(layer.kernel().dtype());
  }

  /** A number of the result's dtype. */
  String number(double value) {
    if (dtype().isInteger()) {
      return new BigDecimal(value).toBigInteger().toString();
    }
    String text = dtype() == DType.FLOAT64 ? Double.toString(value) : Float.toString((float) value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** A number as a factor or summand. */
  String factor(double value) {
    String text = number(value);
    return text.startsWith("-") ? "(" + text + ")" : text;
  }
}
