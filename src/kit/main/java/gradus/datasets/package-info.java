/**
 * The sets of pictures that the course learns from.
 *
 * <p>Readers turn the published files of MNIST and CIFAR-10 into {@link gradus.data.Images}; where
 * those are absent, two sets that the kit draws itself take their place, in the same formats. A
 * {@link gradus.datasets.DataFolder} says where all of them lie.
 */
@NullMarked
package gradus.datasets;

import org.jspecify.annotations.NullMarked;
