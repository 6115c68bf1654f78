package gradus.exercise;

/**
 * One call of a learner's method.
 *
 * @param given the inputs
 * @param expected the right answer
 * @param received what the method answered, which may be a part of what is expected
 */
record Trial(Values given, Values expected, Values received) {
  /** The received value of a name beside the expected one. */
  ValueComparison comparison(String name) {
    return new ValueComparison(name, received.tensor(name), expected.tensor(name));
  }
}
