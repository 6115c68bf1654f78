package gradus.exercise.bank;

import static gradus.exercise.bank.LinearAnswer.answer;

import gradus.exercise.Question;
import gradus.exercise.Values;
import gradus.exercise.bank.LinearAnswer.ScoreLoss;
import gradus.loss.LossValue;
import gradus.loss.MulticlassHinge;
import gradus.tensor.Tensor;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/** The question of the multiclass hinge loss of a linear classifier. */
final class HingeQuestion {
  private HingeQuestion() {}

  static Question make() {
    ScoreLoss right = (scores, y) -> new MulticlassHinge().evaluate(scores, y);
    Question question =
        new Question(
            "svm_loss",
            "from W (D×C), X (N×D), labels y and reg the loss, the mean over the examples of"
                + " Σ max(0, sⱼ − sᵧ + 1) over the wrong classes j plus reg·‖W‖², and its gradient"
                + " dW (D×C)",
            LinearAnswer::trials,
            answer(right));
    return LinearAnswer.withSharedMistakes(question, right)
        .mistake(
            "the right class is counted",
            "the sum is over the wrong classes only: for j = y the margin is Δ and always counts 1 too many",
            atRightClass(1, (g, share) -> g))
        .mistake(
            "the right class is counted, in the gradient too",
            "the margin of the right class must be 0 before violations are counted: sⱼ − sᵧ + Δ is Δ there",
            atRightClass(1, (g, share) -> g - share))
        .mistake(
            "the margin Δ is missing",
            "a wrong class costs max(0, sⱼ − sᵧ + Δ) with Δ = 1",
            answer((scores, y) -> new MulticlassHinge(0).evaluate(scores, y)))
        .mistake(
            "the margin Δ is subtracted",
            "a wrong class costs max(0, sⱼ − sᵧ + Δ): look at the sign of Δ",
            answer((scores, y) -> new MulticlassHinge(-1).evaluate(scores, y)))
        .mistake(
            "the gradient is not subtracted from the right class",
            "each violation raises the column of j and lowers the column of y by the same input",
            atRightClass(0, (g, share) -> 0))
        .mistake(
            "the gradient is subtracted from the right class only once",
            "the column of y is lowered for each violation: by their number, not by one",
            atRightClass(0, (g, share) -> Math.max(-share, g)))
        .mistake(
            "1/N is subtracted at the right class, whatever is violated",
            "the column of y is lowered once for each violation: by their number, which may be 0",
            atRightClass(0, (g, share) -> -share))
        .mistake(
            "only the right class's part of the gradient is divided by N",
            "the loss is a mean: divide what is added to the column of j by N, too",
            answer(
                (scores, y) -> {
                  LossValue value = right.evaluate(scores, y);
                  Tensor gradient = value.gradient().times(y.length);
                  for (int i = 0; i < y.length; i++) {
                    int at = i * scores.columns() + y[i];
                    gradient.set(at, value.gradient().get(at));
                  }
                  return new LossValue(value.loss(), gradient);
                }))
        .mistake(
            "the gradient is added to the right class",
            "a larger right score lowers the loss: the column of y is lowered, not raised",
            atRightClass(0, (g, share) -> -g))
        .mistake(
            "the difference is the wrong way round",
            "a violation is sⱼ − sᵧ + Δ, the wrong score minus the right one",
            answer(
                (scores, y) -> {
                  LossValue value = right.evaluate(scores.times(-1), y);
                  return new LossValue(value.loss(), value.gradient().times(-1));
                }))
        .mistake(
            "nothing is clamped at zero",
            "max(0, …) is missing: classes that keep the margin cost nothing and have no gradient",
            answer((scores, y) -> terms(scores, y, v -> v, v -> 1)))
        .mistake(
            "the violations are squared",
            "the hinge is max(0, …), not its square",
            answer(
                (scores, y) ->
                    terms(
                        scores, y, v -> Math.max(0, v) * Math.max(0, v), v -> 2 * Math.max(0, v))))
        .mistake(
            "the violations are squared in the loss only",
            "the hinge is max(0, …), not its square",
            answer(
                (scores, y) ->
                    terms(scores, y, v -> Math.max(0, v) * Math.max(0, v), v -> v > 0 ? 1 : 0)))
        .mistake(
            "only the worst class counts",
            "all wrong classes are summed, not only the one with the largest score",
            answer(HingeQuestion::worst));
  }

  /**
   * The right answer, but for an addition to the loss and a change of the gradient at the right
   * class, of which 1/N is one example's share.
   */
  private static UnaryOperator<Values> atRightClass(double addition, DoubleBinaryOperator change) {
    return answer(
        (scores, y) -> {
          LossValue value = new MulticlassHinge().evaluate(scores, y);
          Tensor gradient = value.gradient();
          for (int i = 0; i < y.length; i++) {
            int at = i * scores.columns() + y[i];
            gradient.set(at, change.applyAsDouble(gradient.get(at), 1.0 / y.length));
          }
          return new LossValue(value.loss() + addition, gradient);
        });
  }

  /** The mean of f(violation) over the wrong classes, with its derivative. */
  private static LossValue terms(
      Tensor scores, int[] y, DoubleUnaryOperator f, DoubleUnaryOperator slope) {
    Tensor gradient = scores.map(s -> 0);
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < scores.columns(); j++) {
        double violation = scores.at(i, j) - scores.at(i, y[i]) + 1;
        if (j != y[i]) {
          sum += f.applyAsDouble(violation);
          double step = slope.applyAsDouble(violation) / y.length;
          int row = i * scores.columns();
          gradient.set(row + j, gradient.get(row + j) + step);
          gradient.set(row + y[i], gradient.get(row + y[i]) - step);
        }
      }
    }
    return new LossValue(sum / y.length, gradient);
  }

  private static LossValue worst(Tensor scores, int[] y) {
    Tensor gradient = scores.map(s -> 0);
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      int worst = y[i] == 0 ? 1 : 0;
      for (int j = 0; j < scores.columns(); j++) {
        worst = j != y[i] && scores.at(i, j) > scores.at(i, worst) ? j : worst;
      }
      double violation = scores.at(i, worst) - scores.at(i, y[i]) + 1;
      if (violation > 0) {
        sum += violation;
        gradient.set(i * scores.columns() + worst, 1.0 / y.length);
        gradient.set(i * scores.columns() + y[i], -1.0 / y.length);
      }
    }
    return new LossValue(sum / y.length, gradient);
  }
}
