/**
 * Training: the loop that runs batches through a network, and those who watch it.
 *
 * <p>The {@link gradus.training.Trainer} steers by what it was given: a loss, an optimizer, a
 * learning rate for each step. Listeners receive immutable records of steps and epochs; they
 * observe and cannot steer. All randomness comes from one seed, through streams named by epoch and
 * step, so that the same run ends in the same weights.
 */
@NullMarked
package gradus.training;

import org.jspecify.annotations.NullMarked;
