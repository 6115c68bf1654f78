package gradus.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** A number as it is written beside an axis: as short as its digits allow. */
final class TickText {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  /** From here on up, or down, a number is written with a power of ten. */
  private static final double LARGE = 1e6;

  private static final double SMALL = 1e-3;

  private TickText() {}

  /** With at most six digits, for example {@code 0.05}, {@code 2500} or {@code 2·10⁻⁵}. */
  static String of(double value) {
    return of(value, 6);
  }

  /** With at most this number of digits. */
  static String of(double value, int digits) {
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    BigDecimal rounded = rounded(value, digits);
    String text = size >= SMALL && size < LARGE ? rounded.toPlainString() : withPower(rounded);
    return text.replace('-', '−');
  }

  /** Numbers of one axis: those without a power of ten with equally many digits after the point. */
  static List<String> of(double[] values) {
    int scale =
        DoubleStream.of(values)
            .filter(value -> value != 0)
            .mapToInt(value -> rounded(value, 6).scale())
            .max()
            .orElse(0);
    double largest = DoubleStream.of(values).map(Math::abs).max().orElse(0);
    boolean plain = scale <= 6 && largest < LARGE && largest >= SMALL;
    return DoubleStream.of(values).mapToObj(v -> plain ? plain(v, scale) : of(v)).toList();
  }

  private static String plain(double value, int scale) {
    String text = String.format(Locale.ROOT, "%." + Math.max(0, scale) + "f", value);
    return value == 0 ? "0" : text.replace('-', '−');
  }

  private static BigDecimal rounded(double value, int digits) {
    return new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
  }

  private static String withPower(BigDecimal number) {
    int exponent = number.precision() - number.scale() - 1;
    BigDecimal first = number.movePointLeft(exponent).stripTrailingZeros();
    String power = "10" + superscript(exponent);
    return switch (first.toPlainString()) {
      case "1" -> power;
      case "-1" -> "-" + power;
      case String factor -> factor + "·" + power;
    };
  }

  private static String superscript(int exponent) {
    var text = new StringBuilder(exponent < 0 ? "⁻" : "");
    Integer.toString(Math.abs(exponent))
        .chars()
        .forEach(digit -> text.append(SUPERSCRIPTS.charAt(digit - '0')));
    return text.toString();
  }
}
