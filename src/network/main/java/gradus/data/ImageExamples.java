package gradus.data;

import gradus.tensor.Precision;
import gradus.tensor.Seed;

/**
 * Pictures to learn from, converted to numbers N×H×W×C a batch at a time.
 *
 * @param augmentation drawn anew for every picture in every epoch
 * @param seed of the augmentation
 */
public record ImageExamples(
    Images images,
    Precision precision,
    Preprocessing preprocessing,
    Augmentation augmentation,
    Seed seed)
    implements Examples {

  /** Pictures as they are. */
  public ImageExamples(Images images, Precision precision, Preprocessing preprocessing) {
    this(images, precision, preprocessing, Augmentation.NONE, new Seed(0));
  }

  /**
   * The same pictures, changed at random, anew in every epoch, before they become numbers; after
   * what changes them already, if anything does.
   */
  @Override
  public ImageExamples augmented(Augmentation augmentation, Seed seed) {
    Augmentation all =
        this.augmentation.equals(Augmentation.NONE)
            ? augmentation
            : this.augmentation.then(augmentation);
    return new ImageExamples(images, precision, preprocessing, all, seed);
  }

  @Override
  public int count() {
    return images.count();
  }

  @Override
  public Batch batch(long epoch, int... indices) {
    Images seen = augmentation.apply(images, seed, epoch, indices);
    return new Batch(preprocessing.apply(seen, precision), seen.labels());
  }
}
