/**
 * Losses: how wrong a batch of outputs is, and in which direction it would be less wrong.
 *
 * <p>A loss compares the outputs of a network with the labels. It returns the mean over the batch
 * ({@link gradus.loss.Summed} the sum) and its gradient with respect to the outputs, from which the
 * way back through the network starts.
 */
@NullMarked
package gradus.loss;

import org.jspecify.annotations.NullMarked;
