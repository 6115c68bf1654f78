package gradus.datasets;

import gradus.data.DataSet;
import gradus.data.Extent;
import gradus.data.FileKind;
import gradus.data.HeapRoom;
import gradus.data.Images;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
  private static final int PUBLISHED = 10_000;

  /** Pictures that would take a larger part of the heap stay in their files. */
  private static final int HEAP_PARTS = 32;

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
    return read(folder, name, origin, Runtime.getRuntime().maxMemory() / HEAP_PARTS);
  }

  /**
   * The same.
   *
   * @param most bytes that training pictures, or test pictures, may take of the heap; if they are
   *     more, they stay in the files
   */
  static DataSet read(Path folder, String name, String origin, long most) throws IOException {
    List<String> classNames = classNames(folder.resolve("batches.meta.txt"));
    List<Path> files = batches().stream().map(folder::resolve).toList();
    return new DataSet(
        name,
        origin,
        read(files.subList(0, 5), classNames, most),
        read(files.subList(5, 6), classNames, most));
  }

  /** The names of the five training batches and the test batch. */
  private static List<String> batches() {
    var names = new ArrayList<String>();
    IntStream.rangeClosed(1, 5).forEach(i -> names.add("data_batch_" + i + ".bin"));
    names.add("test_batch.bin");
    return names;
  }

  private static Images read(List<Path> files, List<String> classNames, long most)
      throws IOException {
    int count = 0;
    for (Path file : files) {
      count += records(file);
    }
    boolean inFiles = (long) count * EXTENT.size() > most;
    if (!inFiles) {
      HeapRoom.require(
          (long) count * EXTENT.size(),
          "%,d pictures of CIFAR-10's format".formatted(count),
          "give the kernel more memory, or restart it to release what other cells hold");
    }
    byte[] pixels = new byte[inFiles ? 0 : count * EXTENT.size()];
    int[] labels = new int[count];
    byte[] entry = new byte[RecordFiles.RECORD];
    int image = 0;
    for (Path file : files) {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
        for (int i = 0;
            in.readNBytes(entry, 0, RecordFiles.RECORD) == RecordFiles.RECORD;
            i++, image++) {
          labels[image] = label(file, i, entry[0]);
          if (!inFiles) {
            RecordFiles.interleave(entry, pixels, image * EXTENT.size());
          }
        }
      }
    }
    return inFiles
        ? new Images(new RecordFiles(files), EXTENT, labels, classNames)
        : new Images(pixels, EXTENT, labels, classNames);
  }

  private static int records(Path file) throws IOException {
    long size = size(file);
    if (size == 0 || size % RecordFiles.RECORD != 0) {
      throw new IOException(
          "%s has %,d bytes, expected a multiple of %,d; fetch it again"
              .formatted(file, size, RecordFiles.RECORD));
    }
    return (int) (size / RecordFiles.RECORD);
  }

  private static int label(Path file, int image, byte label) throws IOException {
    if (label < 0 || label > 9) {
      throw new IOException(
          "%s: the label of image %,d is %d, expected 0…9".formatted(file, image, label & 0xFF));
    }
    return label;
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
    if (size != (long) PUBLISHED * RecordFiles.RECORD) {
      Optional<String> kind = FileKind.of(file);
      if (kind.isPresent()) {
        throw new IOException("%s is no batch of CIFAR-10 but %s".formatted(file, kind.get()));
      }
      throw new IOException(
          "%s has %,d bytes, CIFAR-10's has %,d; run ./gradus data cifar10 to fetch it again"
              .formatted(file, size, (long) PUBLISHED * RecordFiles.RECORD));
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
      byte[] entry = new byte[RecordFiles.RECORD];
      for (int image = 0; image < images.count(); image++) {
        byte[] pixels = images.bytes(image);
        entry[0] = (byte) images.label(image);
        for (int i = 0; i < pixels.length; i++) {
          entry[1 + i % 3 * RecordFiles.PLANE + i / 3] = pixels[i];
        }
        out.write(entry);
      }
    }
  }
}
