/**
 * What a diagram of a network shows: boxes, branches that are added up, and blocks that repeat.
 *
 * <p>Read from the layers by sending one example of zeros through them. Nothing here is drawn;
 * {@code NetworkDiagram} one package up does that.
 */
@NullMarked
package gradus.plot.network;

import org.jspecify.annotations.NullMarked;
