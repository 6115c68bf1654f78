package gradus.exercise.bank;

import gradus.exercise.Mistake;
import gradus.exercise.Question;
import gradus.exercise.RandomInputs;
import gradus.exercise.Values;
import gradus.loss.LossValue;
import gradus.loss.SoftmaxCrossEntropy;
import gradus.tensor.Tensor;
import java.util.List;

/** The question of a two-layer net: scores, loss and all gradients. */
final class TwoLayerQuestion {
  private TwoLayerQuestion() {}

  /** The one place where a net is wrong. */
  private enum Slip {
    NONE("", ""),
    NO_RELU(
        "the ReLU between the layers is missing",
        "without it two layers are one: h = max(0, X·W1 + b1), and the way back has its mask"),
    RELU_ON_SCORES(
        "there is a ReLU behind the last layer too",
        "scores may be negative: they go into the loss as they are"),
    FIRST_BIAS_MISSING(
        "b1 is not added",
        "the hidden layer is max(0, X·W1 + b1): look at the bias of the first layer"),
    NO_MASK(
        "the way back has no mask of the ReLU",
        "the gradient of the hidden layer passes only where X·W1 + b1 was positive"),
    MASK_FROM_GRADIENT(
        "the mask of the ReLU is made from the gradient",
        "the gradient passes where X·W1 + b1 was positive, not where the gradient is"),
    SUM(
        "the mean over the examples is missing",
        "the loss and all gradients of the data are means: divide by N, the number of rows of X, once"),
    GRADIENT_SUM(
        "the gradients are not divided by N",
        "the loss is a mean over the examples: divide the gradient of the scores by N too"),
    WHOLE_PENALTY(
        "the ½ of the penalty is missing",
        "here the loss gains ½λ‖W‖² and the gradient λW; λ‖W‖² and 2λW are twice that"),
    NO_PENALTY(
        "the penalty is missing",
        "the loss gains ½λ(‖W1‖² + ‖W2‖²), each gradient of weights λ times the weights"),
    NO_PENALTY_GRADIENT(
        "the penalty is missing in the gradients",
        "dW1 gains λW1 and dW2 gains λW2, since the loss gains ½λ‖W‖²"),
    DOUBLE_PENALTY_GRADIENT(
        "the penalty's gradient is twice too large",
        "the gradient of ½λ‖W‖² is λW; 2λW belongs to λ‖W‖²"),
    FIRST_WEIGHTS_ONLY(
        "only W1 is regularised", "the penalty sums the squares of both weight matrices"),
    SECOND_WEIGHTS_ONLY(
        "only W2 is regularised", "the penalty sums the squares of both weight matrices"),
    BIASES_TOO(
        "the biases are regularised",
        "the penalty concerns W1 and W2 only; b1 and b2 do not multiply anything"),
    SOFTMAX_TWICE(
        "the softmax is applied twice",
        "the loss takes scores and makes the probabilities itself: look for a softmax in front of it"),
    HIDDEN_BEFORE_RELU(
        "dW2 is made from the hidden layer before its ReLU",
        "the second layer's input is what the ReLU let through: dW2 = hᵀ·dscores"),
    BIAS_GRADIENT_MEAN(
        "the gradients of the biases are averaged",
        "a bias is added to each row, so its gradient is a sum; the division by N happened in the loss");

    private final String what;
    private final String hint;

    Slip(String what, String hint) {
      this.what = what;
      this.hint = hint;
    }

    Mistake mistake() {
      return new Mistake(what, hint);
    }
  }

  static Question make() {
    return new Question(
            "two_layer_net",
            "from W1 (D×H), b1, W2 (H×C), b2, X (N×D), labels y and reg: the scores"
                + " relu(X·W1 + b1)·W2 + b2, the mean softmax cross-entropy plus"
                + " ½·reg·(‖W1‖² + ‖W2‖²) as loss, and dW1, db1, dW2, db2",
            TwoLayerQuestion::trials,
            given -> net(given, Slip.NONE))
        .mistakes(Slip.values(), Slip::mistake, TwoLayerQuestion::net)
        .mistake(
            "there is a sigmoid between the layers",
            "the layer between is a ReLU, max(0, X·W1 + b1)",
            given -> {
              Tensor z = given.tensor("X").matmul(given.tensor("W1")).plusRow(given.row("b1"));
              Tensor h = z.map(v -> 1 / (1 + Math.exp(-v)));
              return Values.of("scores", h.matmul(given.tensor("W2")).plusRow(given.row("b2")));
            });
  }

  private static Values net(Values given, Slip slip) {
    Tensor x = given.tensor("X");
    int n = x.rows();
    Tensor z = x.matmul(given.tensor("W1"));
    z = slip == Slip.FIRST_BIAS_MISSING ? z : z.plusRow(given.row("b1"));
    Tensor h = slip == Slip.NO_RELU ? z : z.leakyRelu(0);
    Tensor scores = h.matmul(given.tensor("W2")).plusRow(given.row("b2"));
    scores = slip == Slip.RELU_ON_SCORES ? scores.leakyRelu(0) : scores;
    Tensor graded = slip == Slip.SOFTMAX_TWICE ? scores.rowSoftmax() : scores;
    LossValue loss = new SoftmaxCrossEntropy().evaluate(graded, given.labels("y"));
    double sum = slip == Slip.SUM ? n : 1;
    Tensor ds = loss.gradient().times(slip == Slip.GRADIENT_SUM ? n : sum);
    Tensor dh = ds.matmulTranspose(given.tensor("W2"));
    Tensor dz = masked(z, dh, slip);
    Tensor second = slip == Slip.HIDDEN_BEFORE_RELU ? z : h;
    double mean = slip == Slip.BIAS_GRADIENT_MEAN ? 1.0 / n : 1;
    Values data =
        Values.of("scores", scores)
            .and("loss", sum * loss.loss())
            .and("dW1", x.transposeMatmul(dz))
            .and("db1", dz.columnSums().times(mean))
            .and("dW2", second.transposeMatmul(ds))
            .and("db2", ds.columnSums().times(mean));
    return penalised(given, data, slip);
  }

  private static Tensor masked(Tensor z, Tensor dh, Slip slip) {
    return switch (slip) {
      case NO_RELU, NO_MASK -> dh;
      case MASK_FROM_GRADIENT -> dh.leakyRelu(0);
      default -> z.leakyReluGradient(dh, 0);
    };
  }

  private static Values penalised(Values given, Values data, Slip slip) {
    double reg = slip == Slip.NO_PENALTY ? 0 : given.number("reg");
    double inLoss = slip == Slip.WHOLE_PENALTY ? reg : reg / 2;
    double inGradient =
        switch (slip) {
          case WHOLE_PENALTY, DOUBLE_PENALTY_GRADIENT -> 2 * reg;
          case NO_PENALTY_GRADIENT -> 0;
          default -> reg;
        };
    Values all = data;
    for (String name : penalisedNames(slip)) {
      Tensor w = given.row(name);
      Tensor gradient = all.tensor("d" + name);
      gradient.addInPlace(inGradient, w.reshape(gradient.shape()));
      all = all.and("d" + name, gradient).and("loss", all.number("loss") + inLoss * w.dot(w));
    }
    return all;
  }

  private static List<String> penalisedNames(Slip slip) {
    return switch (slip) {
      case FIRST_WEIGHTS_ONLY -> List.of("W1");
      case SECOND_WEIGHTS_ONLY -> List.of("W2");
      case BIASES_TOO -> List.of("W1", "W2", "b1", "b2");
      default -> List.of("W1", "W2");
    };
  }

  private static List<Values> trials(RandomInputs draw) {
    return List.of(trial(draw, 5, 4, 6, 3, 0.3), trial(draw, 7, 3, 5, 4, 0.1));
  }

  private static Values trial(
      RandomInputs draw, int n, int in, int hidden, int classes, double reg) {
    return Values.of("W1", draw.gaussian(1, in, hidden))
        .and("b1", draw.gaussian(0.5, hidden))
        .and("W2", draw.gaussian(1, hidden, classes))
        .and("b2", draw.gaussian(0.5, classes))
        .and("X", draw.gaussian(1, n, in))
        .and("y", draw.labels(n, classes))
        .and("reg", reg);
  }
}
