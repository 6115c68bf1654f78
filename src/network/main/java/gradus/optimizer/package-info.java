/**
 * Optimizers: the rules by which parameters follow their gradients.
 *
 * <p>A rule changes the parameters in place and keeps what it remembers (velocities, moments)
 * itself, by parameter, so that it can be saved with the network. How fast to go is not its
 * business: a schedule says that at each step.
 */
@NullMarked
package gradus.optimizer;

import org.jspecify.annotations.NullMarked;
