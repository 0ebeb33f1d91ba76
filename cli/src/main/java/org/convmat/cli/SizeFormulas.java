package org.convmat.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.convmat.core.dialect.Padding;
import org.convmat.core.dialect.Parameters;
import org.convmat.core.explain.SizeFormula;
import org.convmat.spi.ConvolutionAxis;

/** The size formulas of all axes, with the padding that a person gave or a rule worked out. */
record SizeFormulas(List<SizeFormula> all, boolean transposed) {

  static SizeFormulas of(List<ConvolutionAxis> axes, Parameters parameters, boolean transposed) {
    List<SizeFormula> formulas = new ArrayList<>();
    for (int a = 0; a < axes.size(); a++) {
      long end = end(parameters.padding(), a, SizeFormula.overhang(axes.get(a)));
      formulas.add(new SizeFormula(axes.get(a), transposed, end));
    }
    return new SizeFormulas(formulas, transposed);
  }

  /** Prints the formula, and with its numbers a line for each axis. */
  void print(Console console) {
    console.out().line("output = " + SizeFormula.inWords(transposed));
    for (int a = 0; a < all.size(); a++) {
      console.out().line("axis " + a + ": " + all.get(a));
    }
  }

  /** An array of the numbers and the formula of each axis. */
  void to(Json json, String name) throws IOException {
    json.objects(name, all, SizeFormulas::describe);
  }

  private static void describe(Json json, SizeFormula formula) throws IOException {
    json.number("input", formula.input());
    json.number("kernel", formula.axis().kernel());
    json.number("stride", formula.axis().stride());
    json.number("dilation", formula.axis().dilation());
    json.number("begin", formula.axis().offset());
    json.number("end", formula.end());
    if (formula.transposed()) {
      json.number("output_padding", formula.outputPadding());
    }
    json.number("output", formula.output());
    json.text("formula", formula.toString());
  }

  /** The end padding that was given, or the one that a rule worked out. */
  private static long end(Padding padding, int axis, long overhang) {
    if (padding instanceof Padding.Explicit explicit) {
      return explicit.axes().get(explicit.axes().size() == 1 ? 0 : axis).end();
    }
    return padding == Padding.Auto.VALID ? 0 : Math.max(0, overhang);
  }
}
