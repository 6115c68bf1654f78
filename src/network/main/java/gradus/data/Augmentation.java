package gradus.data;

import gradus.tensor.Seed;
import gradus.tensor.vector.Parallel;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A random change to a picture that leaves its class as it was.
 *
 * <p>Every picture of every epoch draws from a random stream of its own, so the result does not
 * depend on the batches or threads that it is made in. Pixels from outside the picture are black,
 * unless its name says otherwise.
 */
@FunctionalInterface
public interface Augmentation {

  /**
   * Changes one picture.
   *
   * @param picture H·W·C bytes, which are left as they are
   */
  byte[] change(byte[] picture, Extent extent, RandomGenerator random);

  /** Changes one picture on an occasion: most changes ask for nothing but random numbers. */
  default byte[] changeOn(Occasion occasion, byte[] picture, Extent extent) {
    return change(picture, extent, occasion.random());
  }

  /** No change. */
  Augmentation NONE = named("none", (picture, extent, random) -> picture);

  /** A mirror image: left and right are swapped. */
  static Augmentation flip() {
    return named("flip", (picture, extent, random) -> mirrored(picture, extent));
  }

  /**
   * A mirror image in every other epoch: half of the pictures, drawn at random, are mirrored in the
   * first epoch and the other half in the second, so that two epochs show each picture both ways
   * (K. Jordan, "94% on CIFAR-10 in 3.29 seconds on a single GPU", 2024).
   */
  static Augmentation alternatingFlip() {
    return onOccasion(
        "alternating flip",
        (occasion, picture, extent) ->
            occasion.ofPicture().get().nextBoolean() == (occasion.epoch() % 2 == 0)
                ? mirrored(picture, extent)
                : picture);
  }

  /**
   * A move by up to this part of the height and of the width, in whole pixels, each as likely.
   *
   * @param largestPart from 0 to 1
   */
  static Augmentation shift(double largestPart) {
    require(largestPart >= 0 && largestPart <= 1, "shifts by a part from 0 to 1", largestPart);
    return named(
        "shift " + largestPart,
        (picture, extent, random) -> {
          int rows = symmetric(random, (int) Math.round(largestPart * extent.height()));
          int columns = symmetric(random, (int) Math.round(largestPart * extent.width()));
          return moved(picture, extent, rows, columns);
        });
  }

  /**
   * The same move for every picture, which is no augmentation but a test: does a network still know
   * what it has seen elsewhere?
   *
   * @param rows down, or up if negative
   * @param columns to the right, or to the left if negative
   */
  static Augmentation move(int rows, int columns) {
    return named(
        "move by (%d, %d)".formatted(rows, columns),
        (picture, extent, random) -> moved(picture, extent, rows, columns));
  }

  /**
   * A random crop of the original size, after adding a black border.
   *
   * @param padding the width of the border in pixels, 0 or more
   */
  static Augmentation crop(int padding) {
    require(padding >= 0, "crops with a padding of 0 or more", padding);
    return named(
        "crop " + padding,
        (picture, extent, random) ->
            moved(picture, extent, symmetric(random, padding), symmetric(random, padding)));
  }

  /**
   * A random crop of the original size, after adding a border that reflects the picture without
   * repeating its outermost pixels.
   *
   * @param padding the width of the border in pixels, 0 or more; less than the picture's sides
   */
  static Augmentation reflectedCrop(int padding) {
    require(padding >= 0, "crops with a padding of 0 or more", padding);
    return named(
        "reflected crop " + padding,
        (picture, extent, random) -> {
          int side = Math.min(extent.height(), extent.width());
          require(padding < side, "reflects less than a picture's side of " + side, padding);
          int rows = symmetric(random, padding);
          int columns = symmetric(random, padding);
          return Resampling.nearest(
              picture,
              extent,
              (row, column) -> Extent.reflected(row - rows, extent.height()),
              (row, column) -> Extent.reflected(column - columns, extent.width()));
        });
  }

  /**
   * A rotation around the centre by an angle up to this one either way, each as likely.
   *
   * @param largestDegrees from 0 to 180
   */
  static Augmentation rotate(double largestDegrees) {
    require(
        largestDegrees >= 0 && largestDegrees <= 180,
        "rotates by 0 to 180 degrees",
        largestDegrees);
    return named(
        "rotate " + largestDegrees,
        (picture, extent, random) ->
            Resampling.turned(
                picture, extent, StrictMath.toRadians(random.nextDouble(-1, 1) * largestDegrees)));
  }

  /**
   * A black square of this side around any pixel (T. DeVries and G. Taylor, "Improved
   * regularization of convolutional neural networks with cutout", 2017); parts of it may lie
   * outside.
   *
   * @param side in pixels, 0 or more
   */
  static Augmentation cutout(int side) {
    require(side >= 0, "cuts out a square with a side of 0 or more", side);
    return named(
        "cutout " + side,
        (picture, extent, random) -> {
          int top = random.nextInt(extent.height()) - side / 2;
          int left = random.nextInt(extent.width()) - side / 2;
          return Resampling.masked(
              picture,
              extent,
              (row, column) ->
                  row >= top && row < top + side && column >= left && column < left + side);
        });
  }

  /** This change, then another. */
  default Augmentation then(Augmentation next) {
    return onOccasion(
        this + ", " + next,
        (occasion, picture, extent) ->
            next.changeOn(occasion, changeOn(occasion, picture, extent), extent));
  }

  /**
   * This change with the given probability, else none.
   *
   * @param probability from 0 to 1
   */
  default Augmentation withProbability(double probability) {
    require(probability >= 0 && probability <= 1, "has a probability from 0 to 1", probability);
    return onOccasion(
        "(" + this + ") with probability " + probability,
        (occasion, picture, extent) ->
            occasion.random().nextDouble() < probability
                ? changeOn(occasion, picture, extent)
                : picture);
  }

  /** The pictures with these indices as the given epoch sees them. */
  default Images apply(Images images, Seed seed, long epoch, int... indices) {
    if (equals(NONE)) {
      return images.select(indices);
    }
    int d = images.extent().size();
    byte[] changed = new byte[indices.length * d];
    Parallel.split(
        indices.length,
        i -> {
          int index = indices[i];
          long example = epoch * images.count() + index;
          var occasion =
              new Occasion(
                  epoch,
                  seed.stream("augmentation", example),
                  () -> seed.stream("augmentation in all epochs", index));
          byte[] one = changeOn(occasion, images.bytes(index), images.extent());
          System.arraycopy(one, 0, changed, i * d, d);
        });
    int[] labels = IntStream.of(indices).map(images::label).toArray();
    return new Images(changed, images.extent(), labels, images.classNames());
  }

  /** All pictures, changed once: to be used instead of the originals or in addition to them. */
  default Images once(Images images, Seed seed) {
    return apply(images, seed, 0, IntStream.range(0, images.count()).toArray());
  }

  private static byte[] mirrored(byte[] picture, Extent extent) {
    return Resampling.nearest(
        picture, extent, (row, column) -> row, (row, column) -> extent.width() - 1 - column);
  }

  private static byte[] moved(byte[] picture, Extent extent, int rows, int columns) {
    return Resampling.nearest(
        picture, extent, (row, column) -> row - rows, (row, column) -> column - columns);
  }

  private static void require(boolean holds, String expected, Number received) {
    if (!holds) {
      throw new IllegalArgumentException(
          "an augmentation %s, got %s".formatted(expected, received));
    }
  }

  /** A change that says what it is: a checkpoint keeps that. */
  private static Augmentation named(String name, Augmentation change) {
    return onOccasion(
        name, (occasion, picture, extent) -> change.change(picture, extent, occasion.random()));
  }

  private static Augmentation onOccasion(String name, OccasionalChange change) {
    return new Augmentation() {
      @Override
      public byte[] change(byte[] picture, Extent extent, RandomGenerator random) {
        return changeOn(new Occasion(0, random, () -> random), picture, extent);
      }

      @Override
      public byte[] changeOn(Occasion occasion, byte[] picture, Extent extent) {
        return change.change(occasion, picture, extent);
      }

      @Override
      public String toString() {
        return name;
      }
    };
  }

  private static int symmetric(RandomGenerator random, int largest) {
    return random.nextInt(2 * largest + 1) - largest;
  }
}
