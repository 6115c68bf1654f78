/**
 * Numbers: a tensor is an EJML matrix that remembers its shape, in double or single precision.
 *
 * <p>Everything above this package says <em>what</em> to compute; only this package says how fast.
 * Its operations are declared once in {@code Engine}: a readable one in double precision, its
 * generated twin in single precision, and a fast one that replaces the hot parts of the twin.
 * {@code README.md} beside this file explains that one.
 */
@NullMarked
package gradus.tensor;

import org.jspecify.annotations.NullMarked;
