package org.convmat.backend.vector;

import java.util.Optional;
import org.convmat.spi.CsrMatrix;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Execution;
import org.convmat.spi.Multiplier;
import org.convmat.spi.support.Lazy;
import org.convmat.spi.support.Transposition;

/**
 * Products with a convolution of few entries, entry by entry; from some hundred products on by a
 * table of all of its matrix where that is small. To load vectors takes longer than the first
 * products do, and before they are compiled they are a thousand times as slow.
 *
 * <p>Both add in the same order, so they give the same numbers: at most a zero that underflowed has
 * another sign. One thread does a product. Thread-safe.
 */
final class ListedMultiplier implements Multiplier {

  /** Products before the first with a table. */
  static final int PATIENCE = 500;

  private final SparseMultiplier entries;
  private final Lazy<Optional<ListedTable>> forward;
  private final Lazy<Optional<ListedTable>> transposed;

  /** Products so far, about: threads may overlook one another's. */
  private int products;

  ListedMultiplier(CsrMatrix matrix) {
    this.entries = new SparseMultiplier(matrix, Execution.sequential());
    this.forward = new Lazy<>(() -> ListedTable.of(matrix));
    this.transposed = new Lazy<>(() -> ListedTable.of(Transposition.transpose(matrix)));
  }

  @Override
  public void multiply(DenseMatrix x, DenseMatrix y) {
    if (isRare() || !isTabled(forward, x, y)) {
      entries.multiply(x, y);
    }
  }

  @Override
  public void multiplyTransposed(DenseMatrix x, DenseMatrix y) {
    if (isRare() || !isTabled(transposed, x, y)) {
      entries.multiplyTransposed(x, y);
    }
  }

  private boolean isRare() {
    int before = products;
    if (before < PATIENCE) {
      products = before + 1;
    }
    return before < PATIENCE;
  }

  private static boolean isTabled(Lazy<Optional<ListedTable>> lazy, DenseMatrix x, DenseMatrix y) {
    Optional<ListedTable> table = lazy.get();
    return table.isPresent() && table.get().multiply(x, y);
  }
}
