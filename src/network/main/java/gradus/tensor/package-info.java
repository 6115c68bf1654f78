/**
 * Numbers: a tensor is an EJML matrix that remembers its shape, in double or single precision.
 *
 * <p>Everything above this package says <em>what</em> to compute; only this one knows that some of
 * it is fast. A tensor checks shapes and allocates results; the arithmetic is in {@code
 * gradus.tensor.engine}, readable, and in {@code gradus.tensor.vector}, fast. {@code README.md}
 * beside this file explains the fast one.
 */
@NullMarked
package gradus.tensor;

import org.jspecify.annotations.NullMarked;
