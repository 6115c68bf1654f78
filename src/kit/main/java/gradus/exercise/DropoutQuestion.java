package gradus.exercise;

import gradus.tensor.Tensor;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/** The question of inverted dropout, in training, back and at test time. */
final class DropoutQuestion {
  private DropoutQuestion() {}

  static Question make() {
    return new Question(
            "dropout",
            "from x, keep_prob, draws u from 0 to 1 of x's shape and dout: out keeps x where u <"
                + " keep_prob, divided by keep_prob, and is 0 elsewhere; dx; and test_out, what"
                + " comes out at test time",
            DropoutQuestion::trials,
            given -> dropped(given, given.number("keep_prob"), 1 / given.number("keep_prob")))
        .mistake(
            "keeping and dropping are exchanged",
            "keep_prob is the probability of keeping: the mask is u < keep_prob, and what is kept is divided by it",
            given -> {
              double drop = 1 - given.number("keep_prob");
              return dropped(given, drop, 1 / drop);
            })
        .mistake(
            "the mask is upside down",
            "u < keep_prob is kept, with that probability; the rest is 0",
            given ->
                masked(
                    given, u -> u < given.number("keep_prob") ? 0 : 1 / given.number("keep_prob")))
        .mistake(
            "the mask keeps with the probability of dropping",
            "keep_prob is the probability of keeping: the mask is u < keep_prob",
            given -> dropped(given, 1 - given.number("keep_prob"), 1 / given.number("keep_prob")))
        .mistake(
            "what is kept is not scaled",
            "divide by keep_prob in training, so that the mean stays what it was and nothing has to change at test time",
            given -> dropped(given, given.number("keep_prob"), 1))
        .mistake(
            "what is kept is multiplied by keep_prob",
            "what is kept must make up for what is dropped: divide by keep_prob",
            given -> dropped(given, given.number("keep_prob"), given.number("keep_prob")))
        .mistake(
            "what is kept is divided by 1 − keep_prob",
            "divide by the probability of keeping, so that the mean stays what it was",
            given -> dropped(given, given.number("keep_prob"), 1 / (1 - given.number("keep_prob"))))
        .mistake(
            "the gradient is not masked",
            "what was dropped had no influence: dx = dout·mask, with the mask of the forward pass",
            given -> right(given).and("dx", given.tensor("dout")))
        .mistake(
            "the gradient is masked but not scaled",
            "out = x·mask with a mask of 0 and 1/keep_prob, so dx = dout·mask with the same mask",
            given ->
                right(given).and("dx", dropped(given, given.number("keep_prob"), 1).tensor("dx")))
        .mistake(
            "dropout is active at test time",
            "at test time nothing is dropped: what comes out is x",
            given -> right(given).and("test_out", right(given).tensor("out")))
        .mistake(
            "the output is scaled at test time",
            "inverted dropout scales in training: at test time what comes out is x",
            given ->
                right(given).and("test_out", given.tensor("x").times(given.number("keep_prob"))));
  }

  private static Values right(Values given) {
    return dropped(given, given.number("keep_prob"), 1 / given.number("keep_prob"));
  }

  private static Values dropped(Values given, double keep, double scale) {
    return masked(given, u -> u < keep ? scale : 0);
  }

  private static Values masked(Values given, DoubleUnaryOperator mask) {
    Tensor x = given.tensor("x");
    Tensor factors = given.tensor("u").map(mask);
    return Values.of("out", x.times(factors))
        .and("dx", given.tensor("dout").times(factors))
        .and("test_out", x);
  }

  private static List<Values> trials(RandomGenerator random) {
    RandomInputs draw = new RandomInputs(random);
    return List.of(trial(draw, 5, 6, 0.7), trial(draw, 8, 4, 0.4));
  }

  private static Values trial(RandomInputs draw, int n, int columns, double keep) {
    return Values.of("x", draw.gaussian(1, n, columns))
        .and("keep_prob", keep)
        .and("u", draw.uniform(0, 1, n, columns))
        .and("dout", draw.gaussian(1, n, columns));
  }
}
