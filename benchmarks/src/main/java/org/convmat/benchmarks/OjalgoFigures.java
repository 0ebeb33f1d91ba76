package org.convmat.benchmarks;

import org.convmat.core.BoundConvolution;
import org.convmat.core.Convolution;
import org.convmat.core.execution.BackendRegistry;
import org.convmat.core.plan.Form;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.convmat.spi.Multiplier;
import org.ojalgo.matrix.store.R064CSR;
import org.ojalgo.matrix.store.R064Store;

/** convmat against ojAlgo called directly. */
final class OjalgoFigures {

  private static final int SIDE = 512;

  private final Duel duel;

  OjalgoFigures(Duel duel) {
    this.duel = duel;
  }

  void run() {
    sparse();
    dense();
  }

  private void sparse() {
    Convolution image = Workload.image();
    CsrMatrix a = image.matrix().sparse();
    R064CSR csr =
        new R064CSR(
            a.rows(), a.columns(), a.values().doubles(), a.columnIndices(), a.rowPointers());
    Tensor x = Workload.random(SIDE, SIDE);
    Tensor y = Tensor.zeros(ElementType.DOUBLE, x.shape());
    R064Store ojX = R064Store.wrap(x.doubles(), SIDE * SIDE);
    R064Store ojY = R064Store.FACTORY.make(SIDE * SIDE, 1);
    try (BoundConvolution bound = Workload.bind(image, "ojalgo", Form.SPARSE)) {
      Runnable ours = () -> bound.applyTo(x, y);
      Figures.report("ojalgo C x / R064CSR.multiply", duel.run(ours, () -> csr.multiply(ojX, ojY)));
      Figures.report(
          "ojalgo C x / R064CSR.dot row by row",
          duel.run(
              ours,
              () -> {
                for (int r = 0; r < a.rows(); r++) {
                  ojY.set(r, 0, csr.dot(r, x.doubles()));
                }
              }));
    }
  }

  /** 512 x 512 x 512; ojAlgo uses threads of its own where they are free, ours does not. */
  private void dense() {
    double[] a = Workload.random(SIDE * SIDE);
    double[] x = Workload.random(SIDE * SIDE);
    DenseMatrix right = DenseMatrix.columnMajor(Elements.of(x), 0, SIDE, SIDE);
    DenseMatrix product =
        DenseMatrix.columnMajor(Elements.of(new double[SIDE * SIDE]), 0, SIDE, SIDE);
    R064Store ojA = R064Store.wrap(a, SIDE);
    R064Store ojX = R064Store.wrap(x, SIDE);
    R064Store ojY = R064Store.FACTORY.make(SIDE, SIDE);
    try (Multiplier multiplier =
        BackendRegistry.discover()
            .select("ojalgo")
            .prepare(
                DenseMatrix.columnMajor(Elements.of(a), 0, SIDE, SIDE), Execution.sequential())) {
      Figures.report(
          "ojalgo dense 512^3 / R064Store.fillByMultiplying",
          duel.run(
              () -> multiplier.multiply(right, product), () -> ojY.fillByMultiplying(ojA, ojX)));
    }
  }
}
