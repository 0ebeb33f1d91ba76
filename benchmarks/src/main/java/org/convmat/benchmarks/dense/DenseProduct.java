package org.convmat.benchmarks.dense;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.convmat.core.execution.BackendRegistry;
import org.convmat.core.execution.CheckedBackend;
import org.convmat.core.plan.Form;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;
import org.convmat.spi.Execution;
import org.convmat.spi.Multiplier;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ojalgo.matrix.store.R032Store;
import org.ojalgo.matrix.store.R064Store;

/** C = A B of square matrices, the same numbers for everyone. */
final class DenseProduct {

  /** EJML itself; it has no float here, since its float jar cannot be on one path with this one. */
  static final String EJML = "EJML";

  /** ojAlgo itself. */
  static final String OJALGO = "ojAlgo";

  private final int size;
  private final ElementType type;
  private final Elements a;
  private final Elements b;

  DenseProduct(int size, ElementType type) {
    this.size = size;
    this.type = type;
    this.a = random(1);
    this.b = random(2);
  }

  /** Operations of one product. */
  static double flops(int size) {
    return 2.0 * size * size * size;
  }

  /** Who can multiply matrices of a type: the backend first, if it can, then the libraries. */
  static List<String> contestants(String backend, ElementType type) {
    List<String> names = new ArrayList<>();
    if (BackendRegistry.discover().select(backend).features().contains(Form.DENSE.feature(type))) {
      names.add(backend);
    }
    if (type == ElementType.DOUBLE) {
      names.add(EJML);
    }
    names.add(OJALGO);
    return names;
  }

  /** A product made ready, and where it writes its result. */
  record Prepared(Runnable work, Elements result) {}

  /** By EJML, by ojAlgo, or by the backend of that name. */
  Prepared by(String name, Execution execution) {
    return switch (name) {
      case EJML -> ejml();
      case OJALGO -> type == ElementType.FLOAT ? ojalgoFloat() : ojalgoDouble();
      default -> backend(BackendRegistry.discover().select(name), execution);
    };
  }

  private Prepared backend(CheckedBackend backend, Execution execution) {
    Multiplier multiplier = backend.prepare(DenseMatrix.rowMajor(a, 0, size, size), execution);
    Elements result = Elements.allocate(type, size * size);
    DenseMatrix x = DenseMatrix.rowMajor(b, 0, size, size);
    DenseMatrix y = DenseMatrix.rowMajor(result, 0, size, size);
    return new Prepared(() -> multiplier.multiply(x, y), result);
  }

  private Prepared ejml() {
    DMatrixRMaj left = DMatrixRMaj.wrap(size, size, a.doubles());
    DMatrixRMaj right = DMatrixRMaj.wrap(size, size, b.doubles());
    DMatrixRMaj product = new DMatrixRMaj(size, size);
    return new Prepared(() -> CommonOps_DDRM.mult(left, right, product), Elements.of(product.data));
  }

  /** ojAlgo is column-major: (A B)^T = B^T A^T. */
  private Prepared ojalgoDouble() {
    R064Store left = R064Store.wrap(b.doubles(), size);
    R064Store right = R064Store.wrap(a.doubles(), size);
    R064Store product = R064Store.FACTORY.make(size, size);
    return new Prepared(() -> product.fillByMultiplying(left, right), Elements.of(product.data));
  }

  private Prepared ojalgoFloat() {
    R032Store left = R032Store.wrap(b.floats(), size);
    R032Store right = R032Store.wrap(a.floats(), size);
    R032Store product = R032Store.FACTORY.make(size, size);
    return new Prepared(() -> product.fillByMultiplying(left, right), Elements.of(product.data));
  }

  private Elements random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Elements elements = Elements.allocate(type, size * size);
    for (int i = 0; i < elements.length(); i++) {
      elements.set(i, random.nextDouble() - 0.5);
    }
    return elements;
  }
}
