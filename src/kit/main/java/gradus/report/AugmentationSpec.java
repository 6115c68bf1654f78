package gradus.report;

import gradus.data.Augmentation;
import gradus.data.Images;
import gradus.tensor.Seed;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What becomes of the training images, with its name.
 *
 * @param name as a table shows it
 * @param factor how many images become of one
 * @param before the images trained on, made before training
 * @param during what is changed anew in every epoch
 */
public record AugmentationSpec(
    String name,
    int factor,
    BiFunction<Images, Seed, Images> before,
    Optional<Augmentation> during) {
  /** They stay as they are. */
  public static AugmentationSpec none() {
    return new AugmentationSpec("none", 1, (images, seed) -> images, Optional.empty());
  }

  /** They are changed anew in every epoch. */
  public static AugmentationSpec everyEpoch(String name, Augmentation change) {
    return new AugmentationSpec(name, 1, (images, seed) -> images, Optional.of(change));
  }

  /** They and a copy of each, changed once and for all: twice as many images. */
  public static AugmentationSpec changedCopy(String name, Augmentation change) {
    return new AugmentationSpec(
        name, 2, (images, seed) -> images.and(change.once(images, seed)), Optional.empty());
  }

  /** They and an unchanged copy of each: as many steps an epoch as with a changed copy. */
  public static AugmentationSpec plainCopy() {
    return new AugmentationSpec(
        "each image twice, unchanged", 2, (images, seed) -> images.and(images), Optional.empty());
  }

  @Override
  public String toString() {
    return name;
  }
}
