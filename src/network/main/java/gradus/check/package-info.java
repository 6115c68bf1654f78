/**
 * Checks of gradients against numbers.
 *
 * <p>{@link gradus.check.GradientCheck} compares what a layer or a loss carries back with central
 * differences in double precision, says where they differ first, and tells rounding and kinks from
 * mistakes.
 */
@NullMarked
package gradus.check;

import org.jspecify.annotations.NullMarked;
