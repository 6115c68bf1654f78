package gradus.exercise.bank;

import gradus.exercise.Question;
import gradus.exercise.RandomInputs;
import gradus.exercise.Values;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.UnaryOperator;

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
            masked(DropoutQuestion::mask))
        .mistake(
            "keeping and dropping are exchanged",
            "keep_prob is the probability of keeping: the mask is u < keep_prob, and what is kept is divided by it",
            masked((u, keep) -> mask(u, 1 - keep)))
        .mistake(
            "the mask is upside down",
            "u < keep_prob is kept, with that probability; the rest is 0",
            masked((u, keep) -> u < keep ? 0 : 1 / keep))
        .mistake(
            "the mask keeps with the probability of dropping",
            "keep_prob is the probability of keeping: the mask is u < keep_prob",
            masked((u, keep) -> u < 1 - keep ? 1 / keep : 0))
        .mistake(
            "what is kept is not scaled",
            "divide by keep_prob in training, so that the mean stays what it was and nothing has to change at test time",
            masked((u, keep) -> u < keep ? 1 : 0))
        .mistake(
            "what is kept is multiplied by keep_prob",
            "what is kept must make up for what is dropped: divide by keep_prob",
            masked((u, keep) -> u < keep ? keep : 0))
        .mistake(
            "what is kept is divided by 1 − keep_prob",
            "divide by the probability of keeping, so that the mean stays what it was",
            masked((u, keep) -> u < keep ? 1 / (1 - keep) : 0))
        .mistake(
            "the gradient is not masked",
            "what was dropped had no influence: dx = dout·mask, with the mask of the forward pass",
            "dx",
            given -> given.tensor("dout"))
        .mistake(
            "the gradient is masked but not scaled",
            "out = x·mask with a mask of 0 and 1/keep_prob, so dx = dout·mask with the same mask",
            "dx",
            given -> masked((u, keep) -> u < keep ? 1 : 0).apply(given).tensor("dx"))
        .mistake(
            "dropout is active at test time",
            "at test time nothing is dropped: what comes out is x",
            "test_out",
            given -> masked(DropoutQuestion::mask).apply(given).tensor("out"))
        .mistake(
            "the output is scaled at test time",
            "inverted dropout scales in training: at test time what comes out is x",
            "test_out",
            given -> given.tensor("x").times(given.number("keep_prob")));
  }

  private static double mask(double u, double keep) {
    return u < keep ? 1 / keep : 0;
  }

  /** The answer with a mask made of u and keep_prob. */
  private static UnaryOperator<Values> masked(DoubleBinaryOperator mask) {
    return given -> {
      double keep = given.number("keep_prob");
      Tensor factors = given.tensor("u").map(u -> mask.applyAsDouble(u, keep));
      return Values.of("out", given.tensor("x").times(factors))
          .and("dx", given.tensor("dout").times(factors))
          .and("test_out", given.tensor("x"));
    };
  }

  private static List<Values> trials(RandomInputs draw) {
    return List.of(trial(draw, 5, 6, 0.7), trial(draw, 8, 4, 0.4));
  }

  private static Values trial(RandomInputs draw, int n, int columns, double keep) {
    return Values.of("x", draw.gaussian(1, n, columns))
        .and("keep_prob", keep)
        .and("u", draw.uniform(0, 1, n, columns))
        .and("dout", draw.gaussian(1, n, columns));
  }
}
