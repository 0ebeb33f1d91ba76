package org.convmat.cli;

import com.google.common.primitives.Ints;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.convmat.cli.Choice.Layout;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.io.MatrixFiles;
import org.convmat.core.io.SparseLayout;
import org.convmat.core.matrix.DenseForm;
import org.convmat.core.plan.Form;
import org.convmat.core.plan.FormCost;
import org.convmat.core.plan.Plan;
import org.convmat.core.tensor.DType;
import org.convmat.core.tensor.NumericArray;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.convmat.spi.Feature;
import org.convmat.spi.support.Transposition;

/** A matrix in the layout that was asked for: into a file, as text, or as JSON. */
record MatrixLayouts(CsrMatrix matrix, DType dtype, Layout layout) {

  /** Refuses what cannot exist, with the numbers, before it is made. */
  static void requireFits(Geometry geometry, ElementType type, Layout layout) {
    Plan plan = Plan.of(geometry, type, 1, EnumSet.allOf(Feature.class), Plan.availableMemory());
    FormCost wanted = plan.cost(layout == Layout.DENSE ? Form.DENSE : Form.SPARSE);
    if (wanted.feasible()) {
      return;
    }
    FormCost sparse = plan.cost(Form.SPARSE);
    String instead =
        sparse.feasible()
            ? String.format(
                Locale.ROOT, "--layout csr into .npz would fit, with %d bytes", sparse.bytes())
            : "no other layout fits either";
    throw new InvalidInputException(
        "the %s layout cannot be used for this %d x %d matrix: %s; %s",
        Choice.word(layout),
        geometry.rows(),
        geometry.columns(),
        wanted.obstacle().orElseThrow(),
        instead);
  }

  void write(OutputOptions output, Console console) {
    if (layout == Layout.DENSE) {
      output.write(dense(), console);
    } else {
      MatrixFiles.write(matrix, dtype, SparseLayout.valueOf(layout.name()), output.path());
    }
  }

  void print(TextOutput out) {
    if (layout == Layout.DENSE) {
      ArrayText.print(dense(), out);
      return;
    }
    Parts parts = parts();
    out.line(this.toString());
    out.line(parts.firstName + " = " + parts.first);
    out.line(parts.secondName + " = " + parts.second);
    out.print("data = ");
    ArrayText.print(vector(parts.data), out);
  }

  void printJson(TextOutput out) {
    Json.print(
        out,
        json -> {
          json.numbers("shape", matrix.rows(), matrix.columns());
          json.text("layout", Choice.word(layout));
          json.text("dtype", dtype.toString());
          if (layout == Layout.DENSE) {
            json.array("data", dense());
          } else {
            printParts(json);
          }
        });
  }

  private void printParts(Json json) throws IOException {
    Parts parts = parts();
    json.numbers(parts.firstName, Ints.toArray(parts.first));
    json.numbers(parts.secondName, Ints.toArray(parts.second));
    json.array("data", vector(parts.data));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d x %d matrix, %s, %s, %d entries",
        matrix.rows(),
        matrix.columns(),
        dtype,
        Choice.word(layout),
        matrix.entries());
  }

  /** SciPy's names and contents. */
  private record Parts(
      String firstName,
      List<Integer> first,
      String secondName,
      List<Integer> second,
      Elements data) {}

  private Parts parts() {
    if (layout == Layout.COO) {
      return new Parts(
          "row",
          Ints.asList(rowOfEach()),
          "col",
          Ints.asList(matrix.columnIndices()),
          matrix.values());
    }
    CsrMatrix compressed = layout == Layout.CSC ? Transposition.transpose(matrix) : matrix;
    return new Parts(
        "indptr",
        Ints.asList(compressed.rowPointers()),
        "indices",
        Ints.asList(compressed.columnIndices()),
        compressed.values());
  }

  private int[] rowOfEach() {
    int[] rows = new int[matrix.entries()];
    for (int r = 0; r < matrix.rows(); r++) {
      Arrays.fill(rows, matrix.rowPointers()[r], matrix.rowPointers()[r + 1], r);
    }
    return rows;
  }

  private NumericArray dense() {
    Elements cells = DenseForm.of(matrix).elements();
    return new NumericArray(Tensor.wrap(cells, Shape.of(matrix.rows(), matrix.columns())), dtype);
  }

  private NumericArray vector(Elements values) {
    return new NumericArray(Tensor.wrap(values, Shape.of(values.length())), dtype);
  }
}
