package org.convmat.core.kernel;

import com.google.common.math.LongMath;
import com.google.common.primitives.Ints;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.convmat.core.failure.InvalidInputException;

/**
 * How many fine cells a coarse cell becomes, up / down in lowest terms and at least 1. Both grids
 * cover the same area (half-pixel alignment): the middle of fine cell j lies at {@code (j + 1/2)
 * down/up} of the coarse grid, which has its middles at i + 1/2. Immutable.
 *
 * @param up the numerator, a transposed convolution's stride
 * @param down the denominator: of the cells that it makes, every so manieth is one of the result
 */
public record Scale(int up, int down) {

  /** The largest numerator, and the largest product of both terms where the scale is no integer. */
  public static final int MOST = 1024;

  private static final Pattern FRACTION = Pattern.compile("([0-9]{1,9})/([0-9]{1,9})");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

  /**
   * Reduces and checks.
   *
   * @throws InvalidInputException if it is below 1 or has terms too large
   */
  public Scale {
    if (down < 1 || up < down) {
      throw new InvalidInputException(
          "scale %d/%d must be at least 1; upsample enlarges by it, downsample shrinks by it",
          up, down);
    }
    int common = (int) LongMath.gcd(up, down);
    up /= common;
    down /= common;
    if (up > MOST || (down > 1 && (long) up * down > MOST)) {
      throw new InvalidInputException("%s", tooFine(up, down));
    }
  }

  /** A whole scale. */
  public static Scale of(int whole) {
    return new Scale(whole, 1);
  }

  /**
   * Reads {@code 2}, {@code 1.5} or {@code 4/3}.
   *
   * @throws InvalidInputException if it is none of these, or out of range
   */
  public static Scale parse(String text) {
    Matcher fraction = FRACTION.matcher(text);
    if (fraction.matches()) {
      return new Scale(Integer.parseInt(fraction.group(1)), Integer.parseInt(fraction.group(2)));
    }
    if (!DECIMAL.matcher(text).matches()) {
      throw new InvalidInputException(
          "scale '%s' must be a number of at least 1, as 2, 1.5 or 4/3", text);
    }
    BigDecimal value = new BigDecimal(text).stripTrailingZeros();
    long down = LongMath.pow(10, Math.max(0, value.scale()));
    long up =
        value
            .multiply(BigDecimal.valueOf(down))
            .setScale(0, RoundingMode.UNNECESSARY)
            .longValueExact();
    long common = up == 0 ? 1 : LongMath.gcd(up, down);
    return new Scale(Ints.saturatedCast(up / common), Ints.saturatedCast(down / common));
  }

  /** The number of fine cells whose middle lies inside {@code coarse} cells, at least 1. */
  public long enlarge(long coarse) {
    return middlesInside(coarse, up, down);
  }

  /** The number of coarse cells whose middle lies inside {@code fine} cells, at least 1. */
  public long shrink(long fine) {
    return middlesInside(fine, down, up);
  }

  /**
   * Cells of size per/many whose middle lies inside {@code extent}: ceil(extent many/per - 1/2).
   */
  private static long middlesInside(long extent, long many, long per) {
    long twice = 2 * extent * many - per;
    return Math.max(1, LongMath.divide(twice, 2 * per, RoundingMode.CEILING));
  }

  private static String tooFine(int up, int down) {
    if (down == 1) {
      return String.format(Locale.ROOT, "scale %d must be at most %d", up, MOST);
    }
    double wanted = (double) up / down;
    int best = 1;
    for (int d = 1; d * d <= MOST; d++) {
      if (Math.abs(nearest(wanted, d) - wanted) < Math.abs(nearest(wanted, best) - wanted)) {
        best = d;
      }
    }
    return String.format(
        Locale.ROOT,
        "scale %d/%d: the product of its terms is %d, must be at most %d; the nearest is %.0f/%d",
        up,
        down,
        (long) up * down,
        MOST,
        nearest(wanted, best) * best,
        best);
  }

  /** The fraction with denominator {@code d} that is nearest and allowed. */
  private static double nearest(double wanted, int d) {
    double most = d == 1 ? MOST : Math.floorDiv(MOST, d);
    return Math.max(d, Math.min(most, Math.rint(wanted * d))) / d;
  }

  @Override
  public String toString() {
    return down == 1 ? Integer.toString(up) : up + "/" + down;
  }
}
