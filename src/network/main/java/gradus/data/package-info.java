/**
 * Data on its way to a network: labelled images, batches of tensors, and files of arrays.
 *
 * <p>A {@link gradus.data.Split} divides {@link gradus.data.Images} into training, validation and
 * test; {@link gradus.data.Preprocessing}, {@link gradus.data.Augmentation} and {@link
 * gradus.data.Batches} turn them into tensors. Each is a value that an experiment can print. {@link
 * gradus.data.Npz} holds named arrays in NumPy's format. Everything random takes a seed, and
 * nothing depends on the clock or on the number of threads.
 */
@NullMarked
package gradus.data;

import org.jspecify.annotations.NullMarked;
