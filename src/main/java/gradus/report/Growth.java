package gradus.report;

import gradus.data.Augmentation;
import gradus.data.Images;
import gradus.tensor.Seed;
import java.util.function.BiFunction;

/**
 * What becomes of the training images before training, with its name.
 *
 * @param name as a table shows it
 * @param rule the images trained on
 */
public record Growth(String name, BiFunction<Images, Seed, Images> rule) {
  /** They stay as they are. */
  public static Growth none() {
    return new Growth("none", (images, seed) -> images);
  }

  /** They and a copy of each, changed once and for all: twice as many images. */
  public static Growth changedCopy(String name, Augmentation change) {
    return new Growth(name, (images, seed) -> images.and(change.once(images, seed)));
  }

  /** They and an unchanged copy of each: as many steps an epoch as with a changed copy. */
  public static Growth plainCopy() {
    return new Growth("each image twice, unchanged", (images, seed) -> images.and(images));
  }

  Images apply(Images images, Seed seed) {
    return rule.apply(images, seed);
  }

  @Override
  public String toString() {
    return name;
  }
}
