package gradus.tensor.engine;

import org.ejml.data.Matrix;

/**
 * Normalises the rows of a matrix (R×C): y = (x − mean)∘factor + shift.
 *
 * @param mean of each column, 1×C
 * @param factor that each column is scaled by, 1×C
 * @param shift added at the end, 1×C
 * @param rectified whether a ReLU follows: where y would be negative it is 0
 */
public record Normalizer<M extends Matrix>(M mean, M factor, M shift, boolean rectified) {}
