/**
 * Scalar graphs: backpropagation one number at a time.
 *
 * <p>Every operation on a {@link gradus.scalar.Scalar} makes a new one that remembers from what it
 * came and how steeply; going back over those slopes is all that backpropagation is. No network is
 * trained with this: it is where the chain rule can be seen, before {@link gradus.layer.Pass} does
 * the same with matrices.
 */
@NullMarked
package gradus.scalar;

import org.jspecify.annotations.NullMarked;
