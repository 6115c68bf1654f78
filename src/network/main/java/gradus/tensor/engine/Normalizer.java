package gradus.tensor.engine;

import org.ejml.data.Matrix;

/**
 * Normalises the rows of a matrix (R×C): y = (x − mean)∘factor + shift.
 *
 * @param mean of each column, 1×C
 * @param factor that each column is scaled by, 1×C
 * @param shift added at the end, 1×C
 * @param activation what is done with y in the end
 */
public record Normalizer<M extends Matrix>(M mean, M factor, M shift, Activation activation) {
  /** The same as far as the activation. */
  Normalizer<M> withoutActivation() {
    return new Normalizer<>(mean, factor, shift, Activation.NONE);
  }
}
