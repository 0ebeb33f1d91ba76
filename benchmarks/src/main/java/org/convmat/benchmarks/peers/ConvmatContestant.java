package org.convmat.benchmarks.peers;

import java.util.Optional;
import org.convmat.core.BoundConvolution;
import org.convmat.core.execution.CheckedBackend;
import org.convmat.core.plan.Form;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.ElementType;
import org.convmat.spi.Execution;

/** convmat through its library face, into a tensor that is there already. */
public final class ConvmatContestant implements Contestant {

  private final LayerData data;
  private final BoundConvolution bound;
  private final Tensor output;

  /** Binds the layer to {@code backend}; the form is the plan's if none is given. */
  public ConvmatContestant(
      LayerData data, CheckedBackend backend, Optional<Form> form, Execution execution) {
    this.data = data;
    this.bound = data.convolution().on(backend, form, execution);
    this.output = Tensor.zeros(ElementType.FLOAT, data.work().output());
  }

  @Override
  public void run() {
    if (data.layer().transposed()) {
      bound.applyTransposedTo(data.input(), output);
    } else {
      bound.applyTo(data.input(), output);
    }
  }

  /** As {@link #run}, into a new tensor. */
  public Tensor runAllocating() {
    return data.layer().transposed()
        ? bound.applyTransposed(data.input())
        : bound.apply(data.input());
  }

  /** The form in use. */
  public Form form() {
    return bound.cost(ElementType.FLOAT, data.layer().batch()).form();
  }

  @Override
  public float[] result() {
    return output.floats();
  }

  @Override
  public void close() {
    bound.close();
  }
}
