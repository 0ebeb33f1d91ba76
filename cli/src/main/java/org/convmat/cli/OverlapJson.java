package org.convmat.cli;

import com.google.common.primitives.Ints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.convmat.core.explain.Cell;
import org.convmat.core.explain.Contribution;
import org.convmat.core.explain.EvenChanges;
import org.convmat.core.explain.EvenChanges.Change;
import org.convmat.core.explain.EvenKernel;
import org.convmat.core.explain.Overlap;
import org.convmat.core.explain.Side;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.ConvolutionAxis;

/** An overlap as JSON. */
record OverlapJson(OverlapReport report) {

  /** Maps of more cells are left out; the phases say what they would. */
  private static final long MOST_CELLS = 1 << 16;

  void print(TextOutput out) {
    Json.print(out, this::describe);
  }

  private void describe(Json json) throws IOException {
    Overlap overlap = report.overlap();
    List<ConvolutionAxis> axes = overlap.geometry().axes();
    json.numbers("input", axes.stream().mapToInt(ConvolutionAxis::grid).toArray());
    json.numbers("kernel", axes.stream().mapToInt(ConvolutionAxis::kernel).toArray());
    json.numbers("stride", axes.stream().mapToInt(ConvolutionAxis::stride).toArray());
    json.numbers("dilation", axes.stream().mapToInt(ConvolutionAxis::dilation).toArray());
    json.numbers("output", axes.stream().mapToInt(ConvolutionAxis::image).toArray());
    if (overlap.geometry().imagePositions() <= MOST_CELLS) {
      json.array("terms", map(overlap, true));
      if (overlap.weighted()) {
        json.number("channel", report.channel());
        json.array("sums", map(overlap, false));
      }
    }
    json.objects("phases", overlap.phases(), this::describe);
    json.number("interior", overlap.interiorPositions());
    json.number("uniformity", overlap.uniformity());
    if (overlap.weighted()) {
      json.number("weight_uniformity", overlap.uniformity(report.channel()));
      json.truth("weights_even", overlap.even(report.channel()));
    }
    json.truth("counts_even", overlap.even());
    OverlapAdvice advice = new OverlapAdvice(report);
    json.texts("causes", advice.causes());
    changes(json, axes);
  }

  private void describe(Json json, List<Integer> phase) throws IOException {
    Contribution gets = report.overlap().interior(report.channel(), phase);
    json.numbers("phase", Ints.toArray(phase));
    json.number("terms", gets.terms());
    if (report.overlap().weighted()) {
      json.number("sum", gets.sum());
      json.number("magnitude", gets.magnitude());
    }
  }

  private record AxisChange(int axis, Change change) {}

  private void changes(Json json, List<ConvolutionAxis> axes) throws IOException {
    List<AxisChange> changes = new ArrayList<>();
    for (int a = 0; a < axes.size(); a++) {
      for (Change change : EvenChanges.of(axes.get(a))) {
        changes.add(new AxisChange(a, change));
      }
    }
    json.objects(
        "changes",
        changes,
        (each, item) -> {
          each.number("axis", item.axis());
          each.text("parameter", item.change().parameter().toString());
          each.number("from", item.change().from());
          each.number("to", item.change().to());
        });
    EvenKernel even = report.evenKernel();
    if (even != null) {
      json.number("weight_change", even.change());
    }
  }

  private NumericArray map(Overlap overlap, boolean terms) {
    Geometry geometry = overlap.geometry();
    int cells = (int) geometry.imagePositions();
    double[] numbers = new double[cells];
    for (int i = 0; i < cells; i++) {
      Cell place = Side.IMAGE.cell(geometry, i);
      Contribution gets = overlap.at(new Cell(report.channel(), place.position()));
      numbers[i] = terms ? gets.terms() : gets.sum();
    }
    int[] shape = geometry.axes().stream().mapToInt(ConvolutionAxis::image).toArray();
    return new NumericArray(Tensor.wrap(numbers, shape), terms ? DType.INT64 : DType.FLOAT64);
  }
}
