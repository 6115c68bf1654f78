/**
 * A page on which a learner explores a trained network: pictures, layers, single numbers.
 *
 * <p>The page holds the network's own weights and computes forward and back by itself, so it needs
 * neither a kernel nor a network and is kept in a saved notebook. Its scripts are plain JavaScript
 * in the resources of this package: {@code layers.js} computes, {@code explorer.js} shows.
 */
@NullMarked
package gradus.plot.explorer;

import org.jspecify.annotations.NullMarked;
