/**
 * Scalar graphs: backpropagation one number at a time.
 *
 * <p>Every operation on a {@link gradus.scalar.Scalar} makes a new one that remembers its operands
 * and the derivatives by them; going back over these is all that backpropagation is. No network is
 * trained with this: it shows the chain rule, before {@link gradus.layer.Pass} does the same with
 * matrices.
 */
@NullMarked
package gradus.scalar;

import org.jspecify.annotations.NullMarked;
