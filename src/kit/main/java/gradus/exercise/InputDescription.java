package gradus.exercise;

import gradus.tensor.Precision;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Inputs as an author writes them: numbers, lists of numbers of any depth, or in words what to
 * draw.
 *
 * <p>The words are {@code gaussian 5x4}, {@code uniform -1 1 5x4}, {@code integers -3 3 5x4},
 * {@code labels 6 of 3}, {@code permutation 6}, {@code zeros 5x4}, {@code ones 5x4} and {@code fill
 * 7 5x4}; behind each may stand {@code * 0.5} and {@code + 1000}.
 *
 * @param values by name
 */
public record InputDescription(Map<String, Object> values) {
  private static final Pattern WORDS =
      Pattern.compile("(\\w+)((?: +[-\\w.]+)*?)(?: *\\* *([-\\d.eE]+))?(?: *\\+ *([-\\d.eE]+))?");

  /** Whether something is drawn, so that another seed gives other inputs. */
  public boolean isRandom() {
    return values.values().stream()
        .anyMatch(
            value ->
                value instanceof String words
                    && !words.startsWith("zeros")
                    && !words.startsWith("ones")
                    && !words.startsWith("fill"));
  }

  /**
   * The inputs.
   *
   * @throws IllegalArgumentException if a value is no description
   */
  public Values draw(RandomInputs random) {
    Values drawn = Values.none();
    for (Map.Entry<String, Object> entry : values.entrySet()) {
      drawn = drawn.and(entry.getKey(), value(entry.getValue(), random));
    }
    return drawn;
  }

  private static Tensor value(Object value, RandomInputs random) {
    return switch (value) {
      case Number number -> Tensor.of(Shape.of(1), number.doubleValue());
      case Boolean truth -> Tensor.of(Shape.of(1), truth ? 1 : 0);
      case List<?> list -> tensor(list);
      case String words -> inWords(words, random);
      default ->
          throw new IllegalArgumentException("received %s, expected numbers".formatted(value));
    };
  }

  private static Tensor tensor(List<?> list) {
    int[] shape = IntStream.empty().toArray();
    for (Object at = list;
        at instanceof List<?> inner;
        at = inner.isEmpty() ? 0 : inner.getFirst()) {
      shape = Arrays.copyOf(shape, shape.length + 1);
      shape[shape.length - 1] = inner.size();
    }
    return Tensor.of(Shape.of(shape), flat(list).toArray());
  }

  private static java.util.stream.DoubleStream flat(Object value) {
    return value instanceof List<?> list
        ? list.stream().flatMapToDouble(InputDescription::flat)
        : java.util.stream.DoubleStream.of(((Number) value).doubleValue());
  }

  private static Tensor inWords(String words, RandomInputs random) {
    Matcher matcher = WORDS.matcher(words.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "received \"%s\", expected words such as: gaussian 5x4 * 0.5 + 1".formatted(words));
    }
    String[] arguments = matcher.group(2).strip().split(" +", -1);
    double scale = matcher.group(3) == null ? 1 : Double.parseDouble(matcher.group(3));
    double offset = matcher.group(4) == null ? 0 : Double.parseDouble(matcher.group(4));
    return drawn(matcher.group(1), arguments, random).map(x -> x * scale + offset);
  }

  private static Tensor drawn(String kind, String[] arguments, RandomInputs random) {
    int[] shape = shape(arguments[arguments.length - 1]);
    return switch (kind) {
      case "gaussian" -> random.gaussian(1, shape);
      case "uniform" -> random.uniform(number(arguments, 0), number(arguments, 1), shape);
      case "integers" ->
          random.uniform(number(arguments, 0), number(arguments, 1) + 1, shape).map(Math::floor);
      case "labels" -> vector(random.labels((int) number(arguments, 0), shape[0]));
      case "permutation" -> vector(random.permutation(shape[0]));
      case "zeros" -> filled(0, shape);
      case "ones" -> filled(1, shape);
      case "fill" -> filled(number(arguments, 0), shape);
      default ->
          throw new IllegalArgumentException(
              "received \"%s\", expected gaussian, uniform, integers, labels, permutation, zeros, ones or fill"
                  .formatted(kind));
    };
  }

  private static double number(String[] arguments, int at) {
    return Double.parseDouble(arguments[at]);
  }

  private static int[] shape(String text) {
    return Arrays.stream(text.split("x", -1)).mapToInt(Integer::parseInt).toArray();
  }

  private static Tensor vector(int[] numbers) {
    return Tensor.of(Shape.of(numbers.length), Arrays.stream(numbers).asDoubleStream().toArray());
  }

  private static Tensor filled(double number, int[] shape) {
    return Tensor.random(Precision.DOUBLE, Shape.of(shape), () -> number);
  }
}
