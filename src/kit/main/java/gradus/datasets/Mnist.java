package gradus.datasets;

import gradus.data.DataSet;
import gradus.data.Extent;
import gradus.data.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The reader of MNIST: 60,000 and 10,000 grey pictures of handwritten digits, 28×28×1; and of
 * Fashion-MNIST, as many pictures of clothes in the same files.
 *
 * <p>Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-based learning applied to
 * document recognition", 1998. The format is IDX, one file of pictures and one of labels.
 */
public final class Mnist {
  /** The folder of a data folder that holds the four files. */
  public static final String FOLDER = "mnist";

  /** The folder of a data folder that holds the four files of Fashion-MNIST. */
  public static final String FASHION_FOLDER = "fashion-mnist";

  private static final List<String> DIGITS =
      IntStream.range(0, 10).mapToObj(Integer::toString).toList();

  private static final String FASHION = "Fashion-MNIST";

  /** Source: H. Xiao, K. Rasul, R. Vollgraf, "Fashion-MNIST", 2017. */
  private static final List<String> CLOTHES =
      List.of(
          "T-shirt/top",
          "trouser",
          "pullover",
          "dress",
          "coat",
          "sandal",
          "shirt",
          "sneaker",
          "bag",
          "ankle boot");

  /** The labels of Fashion-MNIST's first training pictures; MNIST's are 5, 0, 4, 1, 9. */
  private static final int[] FASHION_LABELS = {9, 0, 0, 3, 0, 2, 7, 2, 5, 5};

  /** Archives unpack into folders, at most so deep. */
  private static final int DEPTH = 3;

  private Mnist() {}

  /**
   * Reads the four published files of a folder, each gzipped or not.
   *
   * @throws IOException naming the file that is missing, damaged or not MNIST's
   */
  public static DataSet read(Path folder) throws IOException {
    DataSet set = published(read(folder, "MNIST", "read from the data folder"));
    require(folder, "training", set.training().count(), 60_000);
    require(folder, "test", set.test().count(), 10_000);
    return set;
  }

  /**
   * Reads the four published files of Fashion-MNIST.
   *
   * @throws IOException naming the file that is missing or damaged, or the folder if it holds the
   *     digits
   */
  public static DataSet readFashion(Path folder) throws IOException {
    DataSet set = read(folder);
    if (!set.name().equals(FASHION)) {
      throw new IOException(
          "%s holds %s, expected %s; %s".formatted(folder, set.name(), FASHION, remedy(folder)));
    }
    return set;
  }

  /**
   * The set under its own name: Fashion-MNIST has the same files in the same sizes, and is known by
   * the first labels.
   */
  private static DataSet published(DataSet set) {
    return startsWith(set.training(), FASHION_LABELS)
        ? new DataSet(
            FASHION, set.origin(), set.training().named(CLOTHES), set.test().named(CLOTHES))
        : set;
  }

  private static boolean startsWith(Images images, int[] labels) {
    return images.count() >= labels.length
        && Arrays.equals(Arrays.copyOf(images.labels(), labels.length), labels);
  }

  /** Reads a set of any size in MNIST's format. */
  static DataSet read(Path folder, String name, String origin) throws IOException {
    return new DataSet(name, origin, part(folder, "train"), part(folder, "t10k"));
  }

  /** Writes one part, "train" or "t10k", in MNIST's format. */
  static void write(Path folder, String part, Images images) throws IOException {
    int n = images.count();
    Extent extent = images.extent();
    byte[] labels = new byte[n];
    byte[] pixels = new byte[n * extent.size()];
    for (int i = 0; i < n; i++) {
      labels[i] = (byte) images.label(i);
      System.arraycopy(images.bytes(i), 0, pixels, i * extent.size(), extent.size());
    }
    new Idx(pixels, n, extent.height(), extent.width())
        .write(folder.resolve(part + "-images-idx3-ubyte.gz"));
    new Idx(labels, n).write(folder.resolve(part + "-labels-idx1-ubyte.gz"));
  }

  private static Images part(Path folder, String part) throws IOException {
    Path imageFile = find(folder, part + "-images-idx3-ubyte");
    Path labelFile = find(folder, part + "-labels-idx1-ubyte");
    Idx images = Idx.read(imageFile, 3);
    Idx labels = Idx.read(labelFile, 1);
    if (images.size(0) != labels.size(0)) {
      throw new IOException(
          "%s holds %,d images but %s holds %,d labels"
              .formatted(imageFile, images.size(0), labelFile, labels.size(0)));
    }
    if (images.size(1) != 28 || images.size(2) != 28) {
      throw new IOException(
          "%s holds images of %d×%d, expected 28×28"
              .formatted(imageFile, images.size(1), images.size(2)));
    }
    return new Images(
        images.values(), new Extent(28, 28, 1), labels(labelFile, labels.values()), DIGITS);
  }

  private static int[] labels(Path file, byte[] bytes) throws IOException {
    int[] labels = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      labels[i] = bytes[i] & 0xFF;
      if (labels[i] > 9) {
        throw new IOException("%s: label %,d is %d, expected 0…9".formatted(file, i, labels[i]));
      }
    }
    return labels;
  }

  /** The file with a hyphen or a dot in its name, gzipped or not, in the folder or below it. */
  private static Path find(Path folder, String name) throws IOException {
    Pattern file = Pattern.compile(name.replace("-idx", "[-.]idx") + "(\\.gz)?");
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.walk(folder, DEPTH)) {
        Optional<Path> found =
            files
                .filter(path -> file.matcher(path.getFileName().toString()).matches())
                .filter(Files::isRegularFile)
                .min(Comparator.comparing(Path::getNameCount).thenComparing(Path::toString));
        if (found.isPresent()) {
          return found.get();
        }
      }
    }
    throw new NoSuchFileException(
        folder.resolve(name + ".gz").toString(), null, "no such file; " + remedy(folder));
  }

  private static void require(Path folder, String part, int count, int expected)
      throws IOException {
    if (count != expected) {
      throw new IOException(
          "%s holds %,d %s images, MNIST has %,d; %s again"
              .formatted(folder, count, part, expected, remedy(folder)));
    }
  }

  private static String remedy(Path folder) {
    return "run ./gradus data %s to fetch it"
        .formatted(folder.endsWith(FASHION_FOLDER) ? FASHION_FOLDER : FOLDER);
  }
}
