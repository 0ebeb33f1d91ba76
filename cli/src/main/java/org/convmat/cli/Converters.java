package org.convmat.cli;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.convmat.core.dialect.Padding;
import org.convmat.core.dialect.Padding.Ends;
import org.convmat.core.matrix.VectorOrder;
import org.convmat.core.solve.LayerStack.Skip;
import org.convmat.spi.Accuracy;
import org.convmat.view.diagram.animation.View;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** From the words of a command line to values; every refusal says what would be right. */
final class Converters {

  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,100}");

  private Converters() {}

  static void register(CommandLine parser) {
    parser.registerConverter(int.class, Converters::wholeNumber);
    parser.registerConverter(PerAxis.class, Converters::perAxis);
    parser.registerConverter(Extents.class, Converters::extents);
    parser.registerConverter(Padding.class, Converters::padding);
    parser.registerConverter(Skip.class, Converters::skip);
    register(parser, Padding.Auto.class);
    register(parser, LayerText.Kind.class);
    register(parser, Choice.FormName.class);
    register(parser, Choice.Layout.class);
    register(parser, VectorOrder.class);
    register(parser, Choice.Precision.class);
    register(parser, Accuracy.class);
    register(parser, View.class);
  }

  /** One value for each axis, or one for all. */
  record PerAxis(List<Integer> values) {
    int[] toArray() {
      return Ints.toArray(values);
    }
  }

  /** Extents, as in 4x4. */
  record Extents(List<Integer> values) {
    /** Not given. */
    static final Extents NONE = new Extents(ImmutableList.of());

    int[] toArray() {
      return Ints.toArray(values);
    }

    @Override
    public String toString() {
      return String.join("x", values.stream().map(String::valueOf).toList());
    }
  }

  private static <E extends Enum<E>> void register(CommandLine parser, Class<E> type) {
    parser.registerConverter(type, word -> oneOf(type, word));
  }

  private static <E extends Enum<E>> E oneOf(Class<E> type, String word) {
    E[] constants = type.getEnumConstants();
    for (E constant : constants) {
      if (Ascii.equalsIgnoreCase(constant.name(), word)) {
        return constant;
      }
    }
    List<String> words = Stream.of(constants).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
    throw refuse("'%s' must be one of %s", word, String.join(", ", words));
  }

  private static int wholeNumber(String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw refuse("'%s' is not a whole number", text);
    }
    BigInteger value = new BigInteger(text);
    if (value.bitLength() >= Integer.SIZE) {
      throw refuse(
          "%s is out of range, which is %d to %d", text, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    return value.intValue();
  }

  private static PerAxis perAxis(String text) {
    return new PerAxis(Splitter.on(',').splitToStream(text).map(Converters::wholeNumber).toList());
  }

  private static Extents extents(String text) {
    return new Extents(Splitter.on('x').splitToStream(text).map(Converters::wholeNumber).toList());
  }

  private static Padding padding(String text) {
    return new Padding.Explicit(
        Splitter.on(',').splitToStream(text).map(Converters::ends).toList());
  }

  private static Ends ends(String text) {
    List<String> parts = Splitter.on(':').splitToList(text);
    if (parts.size() > 2) {
      throw refuse("'%s' must be one number for both ends, or begin:end", text);
    }
    return new Ends(wholeNumber(parts.get(0)), wholeNumber(parts.get(parts.size() - 1)));
  }

  private static Skip skip(String text) {
    List<String> places = Splitter.on(':').splitToList(text);
    if (places.size() != 2) {
      throw refuse("'%s' must be two places of the stack, as in 1:3", text);
    }
    return new Skip(wholeNumber(places.get(0)), wholeNumber(places.get(1)));
  }

  private static TypeConversionException refuse(String format, Object... arguments) {
    return new TypeConversionException(String.format(Locale.ROOT, format, arguments));
  }
}
