/**
 * Optimizers: rules that change parameters by their gradients.
 *
 * <p>A rule changes the parameters in place and keeps its state (velocities, moments) by parameter,
 * so that it can be saved with the network. The learning rate is an argument of each step; a {@link
 * gradus.optimizer.Schedule} computes it. {@link gradus.optimizer.WeightDecay} keeps weights small.
 */
@NullMarked
package gradus.optimizer;

import org.jspecify.annotations.NullMarked;
