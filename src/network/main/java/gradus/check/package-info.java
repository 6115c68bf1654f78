/**
 * Gradient checks.
 *
 * <p>{@link gradus.check.GradientCheck} compares the gradients of a layer or a loss with central
 * differences in double precision, reports where they differ most, and tells rounding and kinks
 * from mistakes.
 */
@NullMarked
package gradus.check;

import org.jspecify.annotations.NullMarked;
