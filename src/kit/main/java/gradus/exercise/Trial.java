package gradus.exercise;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One call of a learner's method.
 *
 * @param given the inputs
 * @param expected the right answer
 * @param received what the method answered, which may be a part of what is expected
 */
public record Trial(Values given, Values expected, Values received) {
  /**
   * Calls a method.
   *
   * @param id of the exercise, for messages
   * @throws AssertionError if the method returns null, as a stub does
   * @throws IllegalArgumentException if it answers nothing, or a name that is not expected
   */
  public static Trial of(String id, Values given, Values expected, UnaryOperator<Values> method) {
    Values received = method.apply(given);
    if (received == null) {
      throw new AssertionError(id + " received null; return the values that the method computes");
    }
    if (received.names().isEmpty() || !expected.names().containsAll(received.names())) {
      throw new IllegalArgumentException(
          "%s received answers %s; it expects one or more of %s"
              .formatted(id, received.names(), expected.names()));
    }
    return new Trial(given, expected, received);
  }

  /** What differs by more than a relative error, a sentence for each value. */
  public List<String> differences(double tolerance) {
    return received.names().stream()
        .map(this::comparison)
        .filter(comparison -> !comparison.agrees(tolerance))
        .map(ValueComparison::toString)
        .toList();
  }

  /** The received value of a name beside the expected one. */
  public ValueComparison comparison(String name) {
    return new ValueComparison(name, received.tensor(name), expected.tensor(name));
  }
}
