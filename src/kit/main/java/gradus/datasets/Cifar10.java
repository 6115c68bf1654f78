package gradus.datasets;

import gradus.data.DataSet;
import gradus.data.Extent;
import gradus.data.FileKind;
import gradus.data.HeapRoom;
import gradus.data.Images;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The reader of CIFAR-10: 50,000 and 10,000 small colour photographs in ten classes, 32×32×3.
 *
 * <p>Source: A. Krizhevsky, "Learning multiple layers of features from tiny images", 2009. A batch
 * file is a row of records, each one label byte and 3,072 pixel bytes: all red ones, all green
 * ones, all blue ones. The reader turns these planes (C×H×W) into channels last (H×W×C).
 */
public final class Cifar10 {
  /** The folder of a data folder that holds the six batches and the names. */
  public static final String FOLDER = "cifar-10-batches-bin";

  static final Extent EXTENT = new Extent(32, 32, 3);
  private static final int PLANE = 32 * 32;
  private static final int RECORD = 1 + 3 * PLANE;
  private static final int PUBLISHED = 10_000;

  private Cifar10() {}

  /**
   * Reads the six published batches of a folder and the names of the classes.
   *
   * @throws IOException naming the file that is missing, damaged or not CIFAR-10's
   */
  public static DataSet read(Path named) throws IOException {
    Path nested = named.resolve(FOLDER); // as some archives unpack
    Path folder = Files.isDirectory(nested) ? nested : named;
    for (String batch : batches()) {
      requirePublishedSize(folder.resolve(batch));
    }
    return read(folder, "CIFAR-10", "read from the data folder");
  }

  /** Reads a set of any size in CIFAR-10's format. */
  static DataSet read(Path folder, String name, String origin) throws IOException {
    List<String> classNames = classNames(folder.resolve("batches.meta.txt"));
    List<Path> files = batches().stream().map(folder::resolve).toList();
    return new DataSet(
        name, origin, read(files.subList(0, 5), classNames), read(files.subList(5, 6), classNames));
  }

  /** The names of the five training batches and the test batch. */
  private static List<String> batches() {
    var names = new ArrayList<String>();
    IntStream.rangeClosed(1, 5).forEach(i -> names.add("data_batch_" + i + ".bin"));
    names.add("test_batch.bin");
    return names;
  }

  private static Images read(List<Path> files, List<String> classNames) throws IOException {
    int count = 0;
    for (Path file : files) {
      count += records(file);
    }
    HeapRoom.require(
        (long) count * EXTENT.size() + Files.size(files.get(0)),
        "%,d pictures of CIFAR-10's format".formatted(count),
        "give the kernel more memory, or restart it to release what other cells hold");
    byte[] pixels = new byte[count * EXTENT.size()];
    int[] labels = new int[count];
    int image = 0;
    for (Path file : files) {
      byte[] batch = Files.readAllBytes(file);
      for (int start = 0; start < batch.length; start += RECORD, image++) {
        labels[image] = label(file, start, batch[start]);
        interleave(batch, start + 1, pixels, image * EXTENT.size());
      }
    }
    return new Images(pixels, EXTENT, labels, classNames);
  }

  private static int records(Path file) throws IOException {
    long size = size(file);
    if (size == 0 || size % RECORD != 0) {
      throw new IOException(
          "%s has %,d bytes, expected a multiple of %,d; fetch it again"
              .formatted(file, size, RECORD));
    }
    return (int) (size / RECORD);
  }

  private static int label(Path file, int start, byte label) throws IOException {
    if (label < 0 || label > 9) {
      throw new IOException(
          "%s: the label of image %,d is %d, expected 0…9"
              .formatted(file, start / RECORD, label & 0xFF));
    }
    return label;
  }

  private static void interleave(byte[] planes, int from, byte[] pixels, int to) {
    for (int channel = 0; channel < 3; channel++) {
      int plane = from + channel * PLANE;
      for (int i = 0; i < PLANE; i++) {
        pixels[to + 3 * i + channel] = planes[plane + i];
      }
    }
  }

  private static List<String> classNames(Path file) throws IOException {
    size(file);
    List<String> names = Files.readAllLines(file).stream().filter(s -> !s.isBlank()).toList();
    if (names.size() != 10) {
      throw new IOException(file + " holds " + names.size() + " class names, expected 10");
    }
    return names;
  }

  private static void requirePublishedSize(Path file) throws IOException {
    long size = size(file);
    if (size != (long) PUBLISHED * RECORD) {
      Optional<String> kind = FileKind.of(file);
      if (kind.isPresent()) {
        throw new IOException("%s is no batch of CIFAR-10 but %s".formatted(file, kind.get()));
      }
      throw new IOException(
          "%s has %,d bytes, CIFAR-10's has %,d; run ./gradus data cifar10 to fetch it again"
              .formatted(file, size, (long) PUBLISHED * RECORD));
    }
  }

  private static long size(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(
          file.toString(), null, "no such file; run ./gradus data cifar10 to fetch it");
    }
    return Files.size(file);
  }

  /** Writes one batch in CIFAR-10's format. */
  static void writeBatch(Path file, Images images) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      byte[] entry = new byte[RECORD];
      for (int image = 0; image < images.count(); image++) {
        byte[] pixels = images.bytes(image);
        entry[0] = (byte) images.label(image);
        for (int i = 0; i < pixels.length; i++) {
          entry[1 + i % 3 * PLANE + i / 3] = pixels[i];
        }
        out.write(entry);
      }
    }
  }
}
