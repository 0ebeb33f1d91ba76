package org.convmat.core.plan;

import java.util.Locale;
import org.convmat.spi.ElementType;
import org.convmat.spi.Feature;

/** The forms in which one convolution matrix can be multiplied. */
public enum Form {
  /** Rows x columns, every zero stored. */
  DENSE(Feature.DENSE_DOUBLE, Feature.DENSE_FLOAT),
  /** Compressed sparse rows. */
  SPARSE(Feature.SPARSE_DOUBLE, Feature.SPARSE_FLOAT),
  /** Patches, band by band, around a dense product with the kernel matrix. */
  LOWERED(Feature.DENSE_DOUBLE, Feature.DENSE_FLOAT),
  /** Six integers per axis and the kernel; the backend does the rest. */
  STRUCTURED(Feature.STRUCTURED_DOUBLE, Feature.STRUCTURED_FLOAT);

  private final Feature inDouble;
  private final Feature inFloat;

  Form(Feature inDouble, Feature inFloat) {
    this.inDouble = inDouble;
    this.inFloat = inFloat;
  }

  /** What a backend must be able to do for this form in elements of {@code type}. */
  public Feature feature(ElementType type) {
    return type == ElementType.FLOAT ? inFloat : inDouble;
  }

  /** The word used on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
