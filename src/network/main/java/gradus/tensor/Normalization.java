package gradus.tensor;

import gradus.tensor.engine.Activation;
import gradus.tensor.engine.Normalizer;
import org.ejml.data.Matrix;

/**
 * The normalisation of every row of a matrix (R×C), y = (x − mean)∘factor + shift, and its
 * gradients; each is one pass over memory.
 *
 * @param mean of each column, 1×C
 * @param factor that each column is scaled by, 1×C
 * @param shift added at the end, 1×C
 * @param activation what is done with y in the end
 */
public record Normalization(Tensor mean, Tensor factor, Tensor shift, Activation activation) {
  public Normalization {
    mean.requireRow("Normalization", factor);
    mean.requireRow("Normalization", shift);
  }

  /** y for x: R×C → R×C. */
  public Tensor of(Tensor x) {
    x.requireRow("Normalization", mean);
    return x.fill(x.shape(), (engine, y) -> engine.normalize(x.matrix(), normalizer(), y));
  }

  /**
   * Sums over the rows, both 1×C.
   *
   * @param gradients of dy in front of the activation
   * @param products of that times x − mean
   */
  public record Sums(Tensor gradients, Tensor products) {}

  /** The sums in each column of the gradient dy with respect to y (R×C). */
  public Sums sums(Tensor x, Tensor dy) {
    x.requireRow("Normalization.sums", mean);
    x.requireSameShape("Normalization.sums", dy);
    Tensor products = Tensor.zeros(x.precision(), mean.shape());
    Tensor gradients =
        x.fill(
            mean.shape(),
            (engine, out) ->
                engine.normalizationSums(
                    x.matrix(), dy.matrix(), normalizer(), out, products.matrix()));
    return new Sums(gradients, products);
  }

  /**
   * The gradient with respect to x, where mean and factor depend on x, too: factor∘(dy − (sum + (x
   * − mean)∘slope)/R), with dy in front of the activation.
   *
   * @param dy the gradient with respect to y, R×C
   * @param sum the sums of dy over the rows, 1×C
   * @param slope how strongly the deviation of x from the mean counts, 1×C
   */
  public Tensor gradient(Tensor x, Tensor dy, Tensor sum, Tensor slope) {
    x.requireRow("Normalization.gradient", mean);
    x.requireSameShape("Normalization.gradient", dy);
    mean.requireRow("Normalization.gradient", sum);
    mean.requireRow("Normalization.gradient", slope);
    return x.fill(
        x.shape(),
        (engine, dx) ->
            engine.normalizationGradient(
                x.matrix(), dy.matrix(), normalizer(), sum.matrix(), slope.matrix(), dx));
  }

  private Normalizer<Matrix> normalizer() {
    return new Normalizer<>(mean.matrix(), factor.matrix(), shift.matrix(), activation);
  }
}
