package gradus.exercise.bank;

import gradus.exercise.Question;
import gradus.exercise.RandomInputs;
import gradus.exercise.Values;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/** The questions of an affine layer and of activations, forward and back. */
final class LayerQuestions {
  private static final String MASK_HINT =
      "the gradient passes where the input x of the forward pass was positive, and is 0 elsewhere: dx = dout·[x > 0]";

  private LayerQuestions() {}

  static Question affine() {
    return new Question(
            "affine",
            "from x (N×D), w (D×M), b (M) and dout (N×M): out = x·w + b and the gradients dx, dw,"
                + " db",
            LayerQuestions::affineTrials,
            LayerQuestions::affine)
        .mistake(
            "the bias is not added",
            "out = x·w + b: b is added to every row",
            "out",
            given -> given.tensor("x").matmul(given.tensor("w")))
        .mistake(
            "the bias is subtracted",
            "out = x·w + b: look at the sign of b",
            given -> affine(given.with("b", b -> b.times(-1))))
        .mistake(
            "the first bias is added to all columns",
            "each column has its own bias: out gains b[j] in column j",
            given -> {
              double first = given.tensor("b").get(0);
              return affine(given.with("b", b -> b.map(v -> first)));
            })
        .mistake(
            "only the first row gets the bias",
            "b is added to every row of the product: look at the end of the loop over the rows",
            "out",
            given -> {
              Tensor out = given.tensor("x").matmul(given.tensor("w"));
              Tensor right = affine(given).tensor("out");
              for (int j = 0; j < out.columns(); j++) {
                out.set(j, right.get(j));
              }
              return out;
            })
        .mistake(
            "db is not summed over the examples",
            "b is added to each row, so its gradient is the sum of the rows of dout",
            "db",
            given -> given.tensor("dout"))
        .mistake(
            "db is a mean over the examples",
            "b is added to each row, so its gradient is the sum of the rows of dout; the division by N happened in the loss",
            "db",
            given -> given.tensor("dout").columnMeans())
        .mistake(
            "db is summed over the wrong dimension",
            "b has one number for each column, so the rows of dout are summed",
            "db",
            given -> given.tensor("dout").rowSums())
        .mistake(
            "dw is a mean over the examples",
            "dw = xᵀ·dout: the division by N happened in the loss",
            "dw",
            given -> affine(given).tensor("dw").times(1.0 / given.tensor("x").rows()))
        .mistake(
            "dw is made from out, not from dout",
            "dw = xᵀ·dout: the gradient that came in, not what went out",
            "dw",
            given -> given.tensor("x").transposeMatmul(affine(given).tensor("out")))
        .mistake(
            "dx is made from out, not from dout",
            "dx = dout·wᵀ: the gradient that came in, not what went out",
            "dx",
            given -> affine(given).tensor("out").matmulTranspose(given.tensor("w")));
  }

  private static Values affine(Values given) {
    Tensor x = given.tensor("x");
    Tensor w = given.tensor("w");
    Values out = Values.of("out", x.matmul(w).plusRow(given.row("b")));
    if (!given.has("dout")) {
      return out;
    }
    Tensor dout = given.tensor("dout");
    return out.and("dx", dout.matmulTranspose(w))
        .and("dw", x.transposeMatmul(dout))
        .and("db", dout.columnSums());
  }

  private static List<Values> affineTrials(RandomInputs draw) {
    return List.of(affineTrial(draw, 5, 4, 3), affineTrial(draw, 7, 3, 6));
  }

  private static Values affineTrial(RandomInputs draw, int n, int in, int out) {
    return Values.of("x", draw.gaussian(1, n, in))
        .and("w", draw.gaussian(1, in, out))
        .and("b", draw.gaussian(1, out))
        .and("dout", draw.gaussian(1, n, out));
  }

  static Question relu() {
    return activation("relu", "max(0, x)", x -> Math.max(0, x), (x, dy) -> x > 0 ? dy : 0)
        .mistake(
            "the mask is made from dout",
            MASK_HINT,
            elementwise(x -> Math.max(0, x), (x, dy) -> Math.max(0, dy)))
        .mistake(
            "the gradient is not masked",
            MASK_HINT,
            elementwise(x -> Math.max(0, x), (x, dy) -> dy))
        .mistake(
            "the gradient is the mask alone",
            "the slope [x > 0] is multiplied by dout, what comes from the layers behind",
            elementwise(x -> Math.max(0, x), (x, dy) -> x > 0 ? 1 : 0))
        .mistake(
            "the mask is upside down",
            MASK_HINT,
            elementwise(x -> Math.max(0, x), (x, dy) -> x > 0 ? 0 : dy))
        .mistake(
            "the gradient is multiplied by x",
            "the slope of max(0, x) is 1 where x is positive, not x",
            elementwise(x -> Math.max(0, x), (x, dy) -> Math.max(0, x) * dy))
        .mistake(
            "the absolute value is taken",
            "max(0, x) makes negative numbers 0, not positive",
            elementwise(Math::abs, (x, dy) -> x > 0 ? dy : 0))
        .mistake(
            "the smaller number is taken",
            "max(0, x) keeps what is positive: look for min",
            elementwise(x -> Math.min(0, x), (x, dy) -> x > 0 ? dy : 0))
        .mistake(
            "the negative side leaks",
            "this is a leaky ReLU of slope 0.01; the plain one is 0 there",
            elementwise(x -> x > 0 ? x : 0.01 * x, (x, dy) -> x > 0 ? dy : 0.01 * dy));
  }

  static Question sigmoid() {
    DoubleUnaryOperator f = x -> 1 / (1 + Math.exp(-x));
    return activation(
            "sigmoid",
            "1 / (1 + e⁻ˣ)",
            f,
            (x, dy) -> dy * f.applyAsDouble(x) * (1 - f.applyAsDouble(x)))
        .mistake(
            "the slope is made from the input",
            "the slope is out·(1 − out), of what came out, not x·(1 − x)",
            elementwise(f, (x, dy) -> dy * x * (1 - x)))
        .mistake(
            "dout is forgotten",
            "the slope out·(1 − out) is multiplied by dout, what comes from the layers behind",
            elementwise(f, (x, dy) -> f.applyAsDouble(x) * (1 - f.applyAsDouble(x))))
        .mistake(
            "the exponent has the wrong sign",
            "the sigmoid rises: 1 / (1 + e⁻ˣ), with a minus in the exponent",
            elementwise(
                x -> f.applyAsDouble(-x),
                (x, dy) -> dy * f.applyAsDouble(x) * (1 - f.applyAsDouble(x))))
        .mistake(
            "the slope is that of tanh",
            "the slope of the sigmoid is out·(1 − out); 1 − out² belongs to tanh",
            elementwise(f, (x, dy) -> dy * (1 - f.applyAsDouble(x) * f.applyAsDouble(x))))
        .mistake(
            "the slope lacks 1 − out",
            "the slope is out·(1 − out), a product of two factors",
            elementwise(f, (x, dy) -> dy * f.applyAsDouble(x)));
  }

  static Question tanh() {
    return activation(
            "tanh", "tanh(x)", Math::tanh, (x, dy) -> dy * (1 - Math.tanh(x) * Math.tanh(x)))
        .mistake(
            "the slope is made from the input",
            "the slope is 1 − out², of what came out, not 1 − x²",
            elementwise(Math::tanh, (x, dy) -> dy * (1 - x * x)))
        .mistake(
            "the square in the slope is missing",
            "the slope is 1 − out², not 1 − out",
            elementwise(Math::tanh, (x, dy) -> dy * (1 - Math.tanh(x))))
        .mistake(
            "the slope is that of the sigmoid",
            "the slope of tanh is 1 − out²; out·(1 − out) belongs to the sigmoid",
            elementwise(Math::tanh, (x, dy) -> dy * Math.tanh(x) * (1 - Math.tanh(x))))
        .mistake(
            "dout is forgotten",
            "the slope 1 − out² is multiplied by dout, what comes from the layers behind",
            elementwise(Math::tanh, (x, dy) -> 1 - Math.tanh(x) * Math.tanh(x)));
  }

  private static Question activation(
      String id, String formula, DoubleUnaryOperator f, DoubleBinaryOperator back) {
    return new Question(
        id,
        "from x and dout of the same shape: out = %s and the gradient dx".formatted(formula),
        draw ->
            List.of(
                Values.of("x", draw.gaussian(1, 4, 5)).and("dout", draw.gaussian(1, 4, 5)),
                Values.of("x", draw.gaussian(2, 3, 7)).and("dout", draw.gaussian(1, 3, 7))),
        elementwise(f, back));
  }

  private static UnaryOperator<Values> elementwise(
      DoubleUnaryOperator f, DoubleBinaryOperator back) {
    return given -> {
      Tensor x = given.tensor("x");
      Values out = Values.of("out", x.map(f));
      return given.has("dout") ? out.and("dx", x.combine(given.tensor("dout"), back)) : out;
    };
  }
}
