package gradus.exercise.bank;

import static gradus.exercise.bank.LinearAnswer.answer;

import gradus.exercise.Question;
import gradus.exercise.RandomInputs;
import gradus.exercise.Values;
import gradus.exercise.bank.LinearAnswer.ScoreLoss;
import gradus.loss.LossValue;
import gradus.loss.SoftmaxCrossEntropy;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The question of the softmax cross-entropy of a linear classifier. */
final class SoftmaxQuestion {
  private SoftmaxQuestion() {}

  static Question make() {
    ScoreLoss right = (scores, y) -> new SoftmaxCrossEntropy().evaluate(scores, y);
    Question question =
        new Question(
            "softmax_loss",
            "from W (D×C), X (N×D), labels y and reg the loss, the mean over the examples of"
                + " −log softmax(s)ᵧ plus reg·‖W‖², and its gradient dW (D×C)",
            SoftmaxQuestion::trials,
            answer(right));
    return LinearAnswer.withSharedMistakes(question, right)
        .mistake(
            "the softmax is not shifted",
            "the exponential of a score above 709 is infinite: subtract the largest score of each row first, which changes nothing else",
            answer((s, y) -> graded(s.map(Math::exp), y, true)))
        .mistake(
            "the shift is missing in the denominator",
            "the same number is subtracted from every score, above and below the fraction bar",
            answer(
                (s, y) -> {
                  Tensor shifted = s.minusColumn(largest(s)).map(Math::exp);
                  Tensor sums = s.map(Math::exp).rowSums();
                  return loss(shifted.timesColumn(sums.map(v -> 1 / v)), y, v -> -Math.log(v), 1);
                }))
        .mistake(
            "the softmax is applied twice",
            "the loss takes scores and makes the probabilities itself: look for a softmax in front of it",
            answer((s, y) -> right.evaluate(s.rowSoftmax(), y)))
        .mistake(
            "1 is not subtracted at the right class",
            "the gradient with respect to the scores is p − 1 at the right class and p elsewhere",
            answer((s, y) -> loss(s.rowSoftmax(), y, v -> -Math.log(v), 0)))
        .mistake(
            "1 is subtracted at every class",
            "the gradient with respect to the scores is p − 1 at the right class only and p elsewhere",
            answer(
                (s, y) -> {
                  Tensor p = s.rowSoftmax();
                  return new LossValue(right.evaluate(s, y).loss(), p.map(v -> (v - 1) / y.length));
                }))
        .mistake(
            "the shift is not undone in the loss",
            "log Σ eˢ is m + log Σ eˢ⁻ᵐ, where m is the largest score of the row: add it back",
            answer(
                (s, y) -> {
                  LossValue value = right.evaluate(s, y);
                  Tensor m = largest(s);
                  return new LossValue(
                      value.loss() - m.dot(m.map(v -> 1)) / y.length, value.gradient());
                }))
        .mistake(
            "class 0 is taken for the right class of every example",
            "the right class of example i is y[i]",
            answer((s, y) -> right.evaluate(s, new int[y.length])))
        .mistake(
            "the logarithm is missing",
            "the loss of an example is −log p of its right class, not −p",
            answer((s, y) -> loss(s.rowSoftmax(), y, v -> -v, 1)))
        .mistake(
            "1 − p is taken for −log p",
            "the loss of an example is −log p of its right class",
            answer((s, y) -> loss(s.rowSoftmax(), y, v -> 1 - v, 1)))
        .mistake(
            "the minus in front of the logarithm is missing",
            "the loss of an example is −log p of its right class; log p is below 0",
            answer((s, y) -> loss(s.rowSoftmax(), y, Math::log, 1)))
        .mistake(
            "the logarithm is to base 10",
            "the loss takes the natural logarithm: Math.log, not Math.log10",
            answer((s, y) -> loss(s.rowSoftmax(), y, v -> -Math.log10(v), 1)))
        .mistake(
            "the logarithm of all classes is summed",
            "only the right class enters the loss: −log p of y, not of every j",
            answer(
                (s, y) -> {
                  Tensor p = s.rowSoftmax();
                  double sum = p.map(v -> -Math.log(v)).dot(p.map(v -> 1));
                  return new LossValue(sum / y.length, right.evaluate(s, y).gradient());
                }))
        .mistake(
            "the probabilities are not normalised",
            "eˢ is divided by the sum of its row; −log eˢ alone is −s",
            answer((s, y) -> graded(s.minusColumn(largest(s)).map(Math::exp), y, false)))
        .mistake(
            "the softmax runs over the examples",
            "each row, which is one example, sums to 1: look at the direction of the sum",
            answer((s, y) -> loss(s.transpose().rowSoftmax().transpose(), y, v -> -Math.log(v), 1)))
        .mistake(
            "one sum is taken over the whole batch",
            "each row, which is one example, has a sum of its own",
            answer(
                (s, y) -> {
                  Tensor e = s.minusColumn(largest(s)).map(Math::exp);
                  double sum = e.dot(e.map(v -> 1));
                  return loss(e.times(1 / sum), y, v -> -Math.log(v), 1);
                }));
  }

  private static List<Values> trials(RandomInputs draw) {
    List<Values> trials = new ArrayList<>(LinearAnswer.trials(draw));
    trials.add(raised(LinearAnswer.trial(draw, 5, 3, 6, 0)));
    return trials;
  }

  /** The same with 1000 more on every score: the last feature is 1 and weighs so much. */
  private static Values raised(Values given) {
    Tensor x = given.tensor("X");
    Tensor w = given.tensor("W");
    for (int i = 0; i < x.rows(); i++) {
      x.set((i + 1) * x.columns() - 1, 1);
    }
    for (int c = 0; c < w.columns(); c++) {
      w.set((w.rows() - 1) * w.columns() + c, 1000);
    }
    return given.and("X", x).and("W", w);
  }

  private static Tensor largest(Tensor scores) {
    Tensor largest = scores.rowSums();
    int[] winners = scores.argMaxColumns();
    for (int i = 0; i < winners.length; i++) {
      largest.set(i, scores.at(i, winners[i]));
    }
    return largest;
  }

  private static LossValue graded(Tensor e, int[] y, boolean normalised) {
    Tensor p = normalised ? e.timesColumn(e.rowSums().map(v -> 1 / v)) : e;
    return loss(p, y, v -> -Math.log(v), 1);
  }

  /** The mean of f(p) at the right classes, and the gradient p less so much at them, over N. */
  private static LossValue loss(Tensor p, int[] y, DoubleUnaryOperator f, double less) {
    Tensor gradient = p.copy();
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += f.applyAsDouble(p.at(i, y[i]));
      int at = i * p.columns() + y[i];
      gradient.set(at, p.get(at) - less);
    }
    return new LossValue(sum / y.length, gradient.times(1.0 / y.length));
  }
}
