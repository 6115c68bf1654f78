/**
 * Layers: differentiable functions with parameters.
 *
 * <p>A layer's backward step is a closure written beside its forward step and holds all that it
 * needs, so there is no cache to name or to forget. Layers compose by value; a learner's own class
 * in a notebook cell is as good as any here. Every layer works in both precisions and never
 * mentions one: the precision comes from the {@link gradus.layer.Initializer} and the data.
 */
@NullMarked
package gradus.layer;

import org.jspecify.annotations.NullMarked;
