/**
 * The pictures that the course learns from, and how they reach a network.
 *
 * <p>Readers turn the published files of MNIST and CIFAR-10, or two generated sets in the same
 * formats, into {@link gradus.data.Images}; a {@link gradus.data.Split} says which of them are for
 * training, validation and test. Preprocessing, mini-batches and augmentation are values of their
 * own, so that an experiment can print exactly what was done to its data. Everything random takes a
 * seed, and nothing depends on the clock or on the number of threads.
 */
@NullMarked
package gradus.data;

import org.jspecify.annotations.NullMarked;
