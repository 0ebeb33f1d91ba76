package org.convmat.tck;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.convmat.spi.Availability;
import org.convmat.spi.ConvolutionAxis;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Execution;
import org.convmat.spi.Feature;
import org.convmat.spi.MatmulBackend;
import org.convmat.spi.Multiplier;
import org.convmat.spi.Operand;
import org.convmat.spi.StructuredConvolution;

/** A backend that does everything, slowly and right: the kit must pass it. */
public class ReferenceBackend implements MatmulBackend {

  @Override
  public String id() {
    return "reference";
  }

  @Override
  public int spiLevel() {
    return 1;
  }

  @Override
  public Availability availability() {
    return Availability.available();
  }

  @Override
  public Set<Feature> features() {
    return EnumSet.allOf(Feature.class);
  }

  @Override
  public Multiplier prepare(Operand operand, Execution execution) {
    if (!features().contains(operand.requiredFeature())) {
      throw new IllegalArgumentException("not declared: " + operand);
    }
    Entries a = entries(operand);
    return new Loops(a, a.transposed(), execution);
  }

  /** The stored entries of any operand. */
  static Entries entries(Operand operand) {
    if (operand instanceof DenseMatrix dense) {
      return entries(dense);
    }
    return operand instanceof CsrMatrix csr
        ? entries(csr)
        : entries((StructuredConvolution) operand);
  }

  private static Entries entries(DenseMatrix dense) {
    Entries entries = new Entries(dense.rows(), dense.columns());
    for (int r = 0; r < dense.rows(); r++) {
      for (int c = 0; c < dense.columns(); c++) {
        entries.add(r, c, dense.get(r, c));
      }
    }
    return entries;
  }

  private static Entries entries(CsrMatrix csr) {
    Entries entries = new Entries(csr.rows(), csr.columns());
    for (int r = 0; r < csr.rows(); r++) {
      for (int e = csr.rowPointers()[r]; e < csr.rowPointers()[r + 1]; e++) {
        entries.add(r, csr.columnIndices()[e], csr.values().get(e));
      }
    }
    return entries;
  }

  private static Entries entries(StructuredConvolution c) {
    Entries entries = new Entries(c.rows(), c.columns());
    walk(c, 0, 0, 0, 0, entries);
    return entries;
  }

  /** Axis by axis: grid, image and tap are ranks over the axes before {@code depth}. */
  private static void walk(
      StructuredConvolution c, int depth, int grid, int image, int tap, Entries entries) {
    List<ConvolutionAxis> axes = c.axes();
    if (depth == axes.size()) {
      channels(c, grid, image, tap, entries);
      return;
    }
    ConvolutionAxis axis = axes.get(depth);
    for (int o = 0; o < axis.grid(); o++) {
      for (int t = 0; t < axis.kernel(); t++) {
        long i = axis.imagePosition(o, t);
        if (i >= 0 && i < axis.image()) {
          walk(
              c,
              depth + 1,
              grid * axis.grid() + o,
              image * axis.image() + (int) i,
              tap * axis.kernel() + t,
              entries);
        }
      }
    }
  }

  private static void channels(
      StructuredConvolution c, int grid, int image, int tap, Entries entries) {
    int gridPositions = c.rows() / c.gridChannels();
    int imagePositions = c.columns() / c.imageChannels();
    int perGroup = c.imageChannels() / c.groups();
    int taps = c.weights().length() / (c.gridChannels() * perGroup);
    for (int ci = 0; ci < c.imageChannels(); ci++) {
      for (int co = 0; co < c.gridChannels(); co++) {
        if (co * c.groups() / c.gridChannels() == ci / perGroup) {
          entries.add(
              co * gridPositions + grid,
              ci * imagePositions + image,
              c.weights().get((co * perGroup + ci % perGroup) * taps + tap));
        }
      }
    }
  }

  /** Column by column of x, entry by entry of A. */
  record Loops(Entries entries, Entries transposed, Execution execution) implements Multiplier {

    @Override
    public void multiply(DenseMatrix x, DenseMatrix y) {
      execution.forEach(x.columns(), column -> multiply(entries, x, y, column));
    }

    @Override
    public void multiplyTransposed(DenseMatrix x, DenseMatrix y) {
      execution.forEach(x.columns(), column -> multiply(transposed, x, y, column));
    }

    private static void multiply(Entries a, DenseMatrix x, DenseMatrix y, int column) {
      double[] sums = new double[a.rows()];
      for (int e = 0; e < a.count(); e++) {
        sums[a.row(e)] += a.value(e) * x.get(a.column(e), column);
      }
      for (int r = 0; r < sums.length; r++) {
        y.elements().set(y.index(r, column), sums[r]);
      }
    }
  }
}
