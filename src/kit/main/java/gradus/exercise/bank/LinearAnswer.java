package gradus.exercise.bank;

import gradus.exercise.Question;
import gradus.exercise.RandomInputs;
import gradus.exercise.Values;
import gradus.loss.LossValue;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How a loss of scores becomes the loss of a linear classifier X·W with a penalty.
 *
 * @param loss of the scores, with its gradient
 * @param penaltyInLoss how many times reg·‖W‖² the loss gains
 * @param penaltyInGradient how many times reg·W the gradient gains
 */
record LinearAnswer(ScoreLoss loss, double penaltyInLoss, double penaltyInGradient) {
  /** The mean loss of scores, and its gradient. */
  interface ScoreLoss {
    LossValue evaluate(Tensor scores, int[] y);

    /** The same, with both numbers changed by factors. */
    default ScoreLoss scaled(double inLoss, double inGradient) {
      return (scores, y) -> {
        LossValue value = evaluate(scores, y);
        return new LossValue(inLoss * value.loss(), value.gradient().times(inGradient));
      };
    }

    /** The sum over the examples in place of the mean. */
    default ScoreLoss summed(boolean inLoss, boolean inGradient) {
      return (scores, y) ->
          scaled(inLoss ? y.length : 1, inGradient ? y.length : 1).evaluate(scores, y);
    }
  }

  /** The answer of a classifier with this loss and the right penalty. */
  static UnaryOperator<Values> answer(ScoreLoss loss) {
    return new LinearAnswer(loss, 1, 2)::of;
  }

  Values of(Values given) {
    Tensor x = given.tensor("X");
    Tensor w = given.tensor("W");
    double reg = given.number("reg");
    LossValue value = loss.evaluate(x.matmul(w), given.labels("y"));
    Tensor dw = x.transposeMatmul(value.gradient());
    dw.addInPlace(penaltyInGradient * reg, w);
    return Values.of("loss", value.loss() + penaltyInLoss * reg * w.dot(w)).and("dW", dw);
  }

  /** Inputs with strong and with weak regularization. */
  static List<Values> trials(RandomInputs draw) {
    return List.of(trial(draw, 7, 5, 4, 0.3), trial(draw, 11, 6, 3, 0.05));
  }

  static Values trial(RandomInputs draw, int n, int features, int classes, double reg) {
    return Values.of("W", draw.gaussian(0.5, features, classes))
        .and("X", draw.gaussian(1, n, features))
        .and("y", draw.labels(n, classes))
        .and("reg", reg);
  }

  /** A question with the mistakes that both losses of linear classifiers share. */
  static Question withSharedMistakes(Question question, ScoreLoss right) {
    return question
        .mistake(
            "the mean over the examples is missing",
            "the loss and its gradient are means: divide both by N, the number of rows of X, before the penalty is added",
            answer(right.summed(true, true)))
        .mistake(
            "the gradient is not divided by N",
            "the loss is a mean over the examples and so is its gradient; divide before the penalty's part is added",
            answer(right.summed(false, true)))
        .mistake(
            "the loss is not divided by N",
            "the gradient is a mean over the examples and the loss is not; divide before the penalty is added",
            answer(right.summed(true, false)))
        .mistake(
            "the gradient of the loss has the wrong sign",
            "the gradient points to where the loss grows; look at what is added and what is subtracted (the penalty's part is right)",
            answer(right.scaled(1, -1)))
        .mistake(
            "the factor 2 of the penalty's gradient is missing",
            "the loss gains λ‖W‖², whose gradient is 2λW; λW belongs to ½λ‖W‖²",
            new LinearAnswer(right, 1, 1)::of)
        .mistake(
            "the penalty is halved",
            "here the loss gains λ‖W‖² and the gradient 2λW, without ½",
            new LinearAnswer(right, 0.5, 1)::of)
        .mistake(
            "the penalty is halved in the loss only",
            "the gradient 2λW belongs to λ‖W‖²: look at the ½ in the loss",
            new LinearAnswer(right, 0.5, 2)::of)
        .mistake(
            "the penalty is missing",
            "add λ‖W‖² to the loss and 2λW to the gradient",
            new LinearAnswer(right, 0, 0)::of)
        .mistake(
            "the penalty is missing in the gradient",
            "the loss gains λ‖W‖²; the gradient must gain 2λW",
            new LinearAnswer(right, 1, 0)::of)
        .mistake(
            "the penalty is missing in the loss",
            "the gradient gains 2λW; the loss must gain λ‖W‖²",
            new LinearAnswer(right, 0, 2)::of)
        .mistake(
            "the penalty is divided by N",
            "only the sum over the examples is averaged; add the penalty after the division",
            given -> {
              double share = 1.0 / given.labels("y").length;
              return new LinearAnswer(right, share, 2 * share).of(given);
            })
        .mistake(
            "the penalty is divided by N in the loss only",
            "only the sum over the examples is averaged; add λ‖W‖² after the division",
            given -> new LinearAnswer(right, 1.0 / given.labels("y").length, 2).of(given))
        .mistake(
            "the mean is taken over the classes",
            "divide by the number of examples N, not by the number of classes C",
            given -> {
              double share = (double) given.labels("y").length / given.tensor("W").columns();
              return new LinearAnswer(right.scaled(share, share), 1, 2).of(given);
            })
        .mistake(
            "the penalty lacks its square",
            "the loss gains λ‖W‖², the sum of all squares, without a root",
            given -> {
              Values data = new LinearAnswer(right, 0, 2).of(given);
              Tensor w = given.tensor("W");
              double penalty = given.number("reg") * Math.sqrt(w.dot(w));
              return data.and("loss", data.number("loss") + penalty);
            })
        .mistake(
            "only the penalty is left of the gradient",
            "what the examples add is lost: overwritten by the penalty, or 0 because 1 / n divided whole numbers",
            answer(right.scaled(1, 0)))
        .mistake(
            "the penalty has the wrong sign in the gradient",
            "both the loss and the gradient grow with the weights: add 2λW",
            new LinearAnswer(right, 1, -2)::of);
  }
}
