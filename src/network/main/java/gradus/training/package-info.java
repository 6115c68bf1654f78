/**
 * Training: the loop that runs batches through a network, with listeners, checkpoints and search.
 *
 * <p>A {@link gradus.training.Trainer} is controlled by its options alone: a loss, an optimizer, a
 * schedule, a stopping rule; listeners receive immutable records of steps and epochs and change
 * nothing. All randomness comes from one seed, through streams named by epoch and step, so that the
 * same run ends in the same weights, and one that was killed continues from its {@link
 * gradus.training.Checkpoint} as if nothing had happened. {@link gradus.training.CrossValidation}
 * and {@link gradus.training.Search} train many times and compare.
 */
@NullMarked
package gradus.training;

import org.jspecify.annotations.NullMarked;
