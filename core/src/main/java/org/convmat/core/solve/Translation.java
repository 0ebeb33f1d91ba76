package org.convmat.core.solve;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.convmat.core.dialect.Padding.Ends;
import org.convmat.core.dialect.Parameters;
import org.convmat.spi.ConvolutionAxis;

/** What became of a layer in another framework. */
public sealed interface Translation {

  /** One line for people. */
  String summary();

  /** The same six integers on every axis. */
  record Identical(Parameters parameters, String code) implements Translation {
    @Override
    public String summary() {
      return "identical";
    }
  }

  /**
   * The framework has no such layer; one of its own with a crop or pad beside it gives the same
   * values.
   *
   * @param parameters of the layer to use
   * @param repair what is added at both ends of each axis: to the input of a convolution, to the
   *     result of a transposed one; negative crops. Always exact
   * @param code the layer and the repair
   * @param sameShape parameters with the right shape and shifted values, each with its shift
   */
  record Repaired(Parameters parameters, List<Ends> repair, String code, List<Shifted> sameShape)
      implements Translation {
    /** Copies the lists. */
    public Repaired {
      repair = ImmutableList.copyOf(repair);
      sameShape = ImmutableList.copyOf(sameShape);
    }

    @Override
    public String summary() {
      String shifts =
          sameShape.isEmpty()
              ? "no parameters give its shape"
              : "the same shape only with values shifted by " + sameShape.get(0).pixels();
      List<String> ends = repair.stream().map(e -> e.begin() + ":" + e.end()).toList();
      return shifts + "; repaired by adding " + ends + " (begin:end of each axis, negative crops)";
    }
  }

  /**
   * Parameters that give the shape and not the values.
   *
   * @param parameters in the target's units
   * @param axes the six integers
   * @param pixels on each axis, by how many pixels the result lies further to the begin than it
   *     should; the end that sticks out on the other side differs
   */
  record Shifted(Parameters parameters, List<ConvolutionAxis> axes, List<Integer> pixels) {
    /** Copies the lists. */
    public Shifted {
      axes = ImmutableList.copyOf(axes);
      pixels = ImmutableList.copyOf(pixels);
    }
  }

  /** The framework has nothing for it. */
  record Impossible(String reason) implements Translation {
    @Override
    public String summary() {
      return "impossible: " + reason;
    }
  }
}
