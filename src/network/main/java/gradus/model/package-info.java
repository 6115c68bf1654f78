/**
 * Models: well-known networks as functions that return one.
 *
 * <p>A family has a class of its own, whose factories take what distinguishes its members: the
 * shape of an example, widths, depths, and the initializer, which brings precision and randomness.
 */
@NullMarked
package gradus.model;

import org.jspecify.annotations.NullMarked;
