/**
 * Reference cases: inputs with answers that were computed elsewhere, by NumPy and PyTorch.
 *
 * <p>{@link gradus.exercise.reference.Reference#of} reads a case by its id. The tests hold the
 * library's layers, losses and optimizers against all of them.
 */
@NullMarked
package gradus.exercise.reference;

import org.jspecify.annotations.NullMarked;
