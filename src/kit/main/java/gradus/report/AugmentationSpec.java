package gradus.report;

import gradus.data.Augmentation;
import gradus.data.Images;
import gradus.tensor.Seed;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * How the training images are augmented.
 *
 * @param name as it stands in the settings of a record
 * @param factor the number of training images made of each image before training
 * @param before makes the training images, once
 * @param everyEpoch a random change of each image, drawn anew in every epoch
 */
public record AugmentationSpec(
    String name,
    int factor,
    BiFunction<Images, Seed, Images> before,
    Optional<Augmentation> everyEpoch) {
  /** No augmentation. */
  public static AugmentationSpec none() {
    return new AugmentationSpec("none", 1, (images, seed) -> images, Optional.empty());
  }

  /** Each image is changed at random, anew in every epoch. */
  public static AugmentationSpec everyEpoch(String name, Augmentation change) {
    return new AugmentationSpec(name, 1, (images, seed) -> images, Optional.of(change));
  }

  /** The images and a randomly changed copy of each, made once: twice as many images. */
  public static AugmentationSpec changedCopy(String name, Augmentation change) {
    return new AugmentationSpec(
        name, 2, (images, seed) -> images.and(change.once(images, seed)), Optional.empty());
  }

  /** Each image twice, unchanged: as many steps an epoch as with a changed copy. */
  public static AugmentationSpec plainCopy() {
    return new AugmentationSpec(
        "each image twice, unchanged", 2, (images, seed) -> images.and(images), Optional.empty());
  }
}
