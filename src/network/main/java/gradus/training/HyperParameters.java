package gradus.training;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * One value for each hyper-parameter, by name.
 *
 * <pre>{@code
 * List<HyperParameters> nine = HyperParameters.grid(
 *     HyperParameters.each("learning rate", 1e-1, 1e-2, 1e-3),
 *     HyperParameters.each("decay", 0, 1e-4, 1e-3));
 * }</pre>
 */
public record HyperParameters(SequencedMap<String, Double> values) {
  private static final MathContext FOUR_DIGITS = new MathContext(4);

  public HyperParameters {
    values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
  }

  /** No hyper-parameters. */
  public static HyperParameters none() {
    return new HyperParameters(new LinkedHashMap<>());
  }

  /** A setting for each of these values of one hyper-parameter. */
  public static List<HyperParameters> each(String name, double... values) {
    return Arrays.stream(values).mapToObj(value -> none().and(name, value)).toList();
  }

  /** All combinations; the last part changes fastest. */
  @SafeVarargs
  public static List<HyperParameters> grid(List<HyperParameters>... parts) {
    List<HyperParameters> all = List.of(none());
    for (List<HyperParameters> part : parts) {
      List<HyperParameters> longer = new ArrayList<>();
      for (HyperParameters setting : all) {
        part.forEach(one -> longer.add(setting.and(one)));
      }
      all = longer;
    }
    return List.copyOf(all);
  }

  /**
   * This setting and one more value.
   *
   * @throws IllegalArgumentException if there is a value of this name already
   */
  public HyperParameters and(String name, double value) {
    if (values.containsKey(name)) {
      throw new IllegalArgumentException(
          "a setting has one value of each name, got another of %s for %s".formatted(name, this));
    }
    SequencedMap<String, Double> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new HyperParameters(more);
  }

  private HyperParameters and(HyperParameters other) {
    HyperParameters both = this;
    for (var entry : other.values.entrySet()) {
      both = both.and(entry.getKey(), entry.getValue());
    }
    return both;
  }

  /** The value of this name. */
  public double of(String name) {
    return Optional.ofNullable(((Map<String, Double>) values).get(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no hyper-parameter is called %s; there are %s"
                        .formatted(name, values.keySet())));
  }

  /** For example {@code learning rate 0.01, decay 0.001}. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + " " + rounded(entry.getValue()))
        .collect(joining(", "));
  }

  private static String rounded(double value) {
    var digits = new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros();
    return digits.scale() > 0 ? digits.toString() : digits.toPlainString();
  }
}
