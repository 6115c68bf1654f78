/**
 * Losses: how wrong a batch of outputs is, and in which direction it would be less wrong.
 *
 * <p>A loss compares the outputs of a network with the labels. It returns the mean over the batch
 * and the gradient of that mean with respect to the outputs, from which the way back through the
 * network starts.
 */
@NullMarked
package gradus.loss;

import org.jspecify.annotations.NullMarked;
