package org.convmat.benchmarks;

import org.convmat.core.BoundConvolution;
import org.convmat.core.Convolution;
import org.convmat.core.matrix.ConvolutionMatrix;
import org.convmat.core.plan.Form;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.ElementType;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.DMatrixSparseTriplet;
import org.ejml.ops.DConvertMatrixStruct;
import org.ejml.sparse.csc.CommonOps_DSCC;

/** convmat against EJML called directly. */
final class EjmlFigures {

  private final Duel duel;

  EjmlFigures(Duel duel) {
    this.duel = duel;
  }

  void run() {
    build();
    multiply();
  }

  /** Our CSR against EJML's from triplets: the conversion alone, and with filling them. */
  private void build() {
    Convolution image = Workload.image();
    CsrMatrix csr = image.matrix().sparse();
    Runnable ours =
        () -> new ConvolutionMatrix(image.geometry(), image.matrix().weights()).sparse();
    DMatrixSparseTriplet filled = triplets(csr);
    Figures.report(
        "CSR of 512x512, 3x3 / EJML fill triplets, convert",
        duel.run(
            ours,
            () -> DConvertMatrixStruct.convert(triplets(csr), (DMatrixSparseCSC) null, null)));
    Figures.report(
        "CSR of 512x512, 3x3 / EJML convert alone",
        duel.run(ours, () -> DConvertMatrixStruct.convert(filled, (DMatrixSparseCSC) null, null)));
  }

  private static DMatrixSparseTriplet triplets(CsrMatrix csr) {
    DMatrixSparseTriplet triplets =
        new DMatrixSparseTriplet(csr.rows(), csr.columns(), csr.entries());
    for (int r = 0; r < csr.rows(); r++) {
      for (int e = csr.rowPointers()[r]; e < csr.rowPointers()[r + 1]; e++) {
        triplets.addItem(r, csr.columnIndices()[e], csr.values().get(e));
      }
    }
    return triplets;
  }

  /** Through the library face, both directions, against both of EJML's routes. */
  private void multiply() {
    Convolution image = Workload.image();
    DMatrixSparseCSC transposed = transposeOf(image.matrix().sparse());
    DMatrixSparseCSC direct = CommonOps_DSCC.transpose(transposed, null, null);
    Tensor x = Workload.random(512, 512);
    Tensor y = Tensor.zeros(ElementType.DOUBLE, x.shape());
    DMatrixRMaj ejmlX = DMatrixRMaj.wrap(512 * 512, 1, x.doubles());
    DMatrixRMaj ejmlY = new DMatrixRMaj(512 * 512, 1);
    try (BoundConvolution bound = Workload.bind(image, "ejml", Form.SPARSE)) {
      Runnable forward = () -> bound.applyTo(x, y);
      Runnable back = () -> bound.applyTransposedTo(x, y);
      Figures.report(
          "ejml C x / CommonOps_DSCC.mult",
          duel.run(forward, () -> CommonOps_DSCC.mult(direct, ejmlX, ejmlY)));
      Figures.report(
          "ejml C x / CommonOps_DSCC.multTransA",
          duel.run(forward, () -> CommonOps_DSCC.multTransA(transposed, ejmlX, ejmlY, null)));
      Figures.report(
          "ejml C' x / CommonOps_DSCC.mult",
          duel.run(back, () -> CommonOps_DSCC.mult(transposed, ejmlX, ejmlY)));
      Figures.report(
          "ejml C' x / CommonOps_DSCC.multTransA",
          duel.run(back, () -> CommonOps_DSCC.multTransA(direct, ejmlX, ejmlY, null)));
    }
  }

  /** The arrays of a CSR matrix, read as the CSC form of its transpose. */
  private static DMatrixSparseCSC transposeOf(CsrMatrix a) {
    DMatrixSparseCSC transposed = new DMatrixSparseCSC(a.columns(), a.rows(), 0);
    transposed.col_idx = a.rowPointers();
    transposed.nz_rows = a.columnIndices();
    transposed.nz_values = a.values().doubles();
    transposed.nz_length = a.entries();
    transposed.indicesSorted = true;
    return transposed;
  }
}
