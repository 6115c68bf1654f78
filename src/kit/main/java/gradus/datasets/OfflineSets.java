package gradus.datasets;

import gradus.course.OneWaySeed;
import gradus.data.DataSet;
import gradus.data.Extent;
import gradus.data.Images;
import gradus.datasets.drawing.Dice;
import gradus.datasets.drawing.Digit;
import gradus.datasets.drawing.Scene;
import gradus.datasets.drawing.Thing;
import gradus.tensor.vector.Parallel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The two sets that the course draws itself, a fifth as large as MNIST and CIFAR-10 and stored in
 * their formats.
 *
 * <p>Every picture depends only on the seed and its own index, so that they can be drawn in any
 * order and come out the same, byte for byte, on every machine.
 */
final class OfflineSets {
  private static final long SEED = 231;

  /** Counts the changes to the drawings, so that sets drawn by an older kit are not mistaken. */
  private static final int VERSION = 1;

  private OfflineSets() {}

  /** Reads the digits that lie under a folder, after drawing them if there are none. */
  static DataSet digits(Path parent) throws IOException {
    Path folder = parent.resolve("digits-" + VERSION);
    Folders.makeOnce(folder, OfflineSets::drawDigits);
    return Mnist.read(folder, "Offline digits", origin("mnist", "MNIST"));
  }

  /** Reads the objects that lie under a folder, after drawing them if there are none. */
  static DataSet objects(Path parent) throws IOException {
    Path folder = parent.resolve("objects-" + VERSION);
    Folders.makeOnce(folder, OfflineSets::drawObjects);
    return Cifar10.read(folder, "Offline objects", origin("cifar10", "CIFAR-10"));
  }

  /** Whether both sets lie under a folder. */
  static boolean areIn(Path parent) {
    return Files.isDirectory(parent.resolve("digits-" + VERSION))
        && Files.isDirectory(parent.resolve("objects-" + VERSION));
  }

  private static String origin(String command, String name) {
    return "drawn by the kit; ./gradus data %s fetches %s".formatted(command, name);
  }

  /** Draws 12,000 and 2,000 digits into a folder, as MNIST's four files. */
  static void drawDigits(Path folder) throws IOException {
    List<String> names = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    Images all =
        draw(
            14_000,
            i -> new Dice(SEED, i),
            new Extent(28, 28, 1),
            names,
            (label, dice) -> Digit.draw(label, dice));
    Mnist.write(folder, "train", all.slice(0, 12_000));
    Mnist.write(folder, "t10k", all.slice(12_000, 14_000));
  }

  /** Draws 10,000 and 2,000 objects into a folder, as CIFAR-10's six batches and their names. */
  static void drawObjects(Path folder) throws IOException {
    Images all = objects(0, 12_000);
    for (int batch = 1; batch <= 5; batch++) {
      Images some = all.slice(2_000 * (batch - 1), 2_000 * batch);
      Cifar10.writeBatch(folder.resolve("data_batch_" + batch + ".bin"), some);
    }
    Cifar10.writeBatch(folder.resolve("test_batch.bin"), all.slice(10_000, 12_000));
    Files.write(folder.resolve("batches.meta.txt"), all.classNames());
  }

  /** Draws the objects from an index on; those below 12,000 are the set. */
  static Images objects(int first, int count) {
    return objects(count, i -> new Dice(SEED, first + i));
  }

  /** Draws objects each of which depends on the seed, and tells nothing of it. */
  static Images secretObjects(long seed, int count) {
    return objects(count, i -> new Dice(OneWaySeed.of(seed, i), 0));
  }

  private static Images objects(int count, IntFunction<Dice> drawing) {
    List<Thing> things = List.of(Thing.values());
    List<String> names = things.stream().map(t -> t.name().toLowerCase(Locale.ROOT)).toList();
    return draw(
        count,
        drawing,
        Cifar10.EXTENT,
        names,
        (label, dice) -> Scene.draw(things.get(label), dice));
  }

  @FunctionalInterface
  private interface Artist {
    byte[] draw(int label, Dice dice);
  }

  private static Images draw(
      int count, IntFunction<Dice> drawing, Extent extent, List<String> names, Artist artist) {
    byte[] pixels = new byte[count * extent.size()];
    int[] labels = new int[count];
    Parallel.split(
        count,
        i -> {
          Dice dice = drawing.apply(i);
          labels[i] = dice.below(10);
          byte[] picture = artist.draw(labels[i], dice);
          System.arraycopy(picture, 0, pixels, i * extent.size(), extent.size());
        });
    return new Images(pixels, extent, labels, names);
  }
}
