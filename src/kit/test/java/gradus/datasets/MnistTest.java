package gradus.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.DataSet;
import gradus.data.Extent;
import gradus.data.Images;
import gradus.data.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MnistTest {
  private static final String IMAGES = "train-images-idx3-ubyte";
  private static final String LABELS = "train-labels-idx1-ubyte";

  @TempDir Path folder;
  private Images images;

  @BeforeEach
  void writeTwoSmallParts() throws IOException {
    images = Pictures.counting(20, new Extent(28, 28, 1));
    Mnist.write(folder, "train", images);
    Mnist.write(folder, "t10k", images.first(5));
  }

  @Test
  void whatWasWrittenIsRead() throws IOException {
    DataSet set = Mnist.read(folder, "small", "a test");
    assertEquals(20, set.training().count());
    assertEquals(5, set.test().count());
    assertArrayEquals(images.labels(), set.training().labels());
    assertArrayEquals(images.bytes(19), set.training().bytes(19));
    assertEquals("7", set.classNames().get(7));
  }

  @Test
  void theFormatIsThePublishersByteForByte() throws IOException {
    byte[] file = unzipped(IMAGES);
    int[] header = {0, 0, 8, 3, 0, 0, 0, 20, 0, 0, 0, 28, 0, 0, 0, 28};
    assertArrayEquals(header, IntStream.range(0, 16).map(i -> file[i]).toArray());
    assertEquals(16 + 20 * 784, file.length);
  }

  @Test
  void filesThatAreNotGzippedAreReadToo() throws IOException {
    Files.write(folder.resolve(IMAGES), unzipped(IMAGES));
    Files.delete(folder.resolve(IMAGES + ".gz"));
    assertArrayEquals(images.bytes(3), readSmall().training().bytes(3));
  }

  @Test
  void aFileCutShortIsNamed() throws IOException {
    Path file = folder.resolve(IMAGES + ".gz");
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 1, 5, 12, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused(file.getFileName().toString());
    }
  }

  @Test
  void aFileWithTooFewOrTooManyBytesIsNamed() throws IOException {
    byte[] whole = unzipped(LABELS);
    Files.delete(folder.resolve(LABELS + ".gz"));
    Files.write(folder.resolve(LABELS), Arrays.copyOf(whole, whole.length - 1));
    assertRefused("19 values of the 20");
    Files.write(folder.resolve(LABELS), Arrays.copyOf(whole, whole.length + 1));
    assertRefused("more than the 20 values");
  }

  @Test
  void labelsInTheImagesPlaceAreRefused() throws IOException {
    Files.copy(folder.resolve(LABELS + ".gz"), folder.resolve(IMAGES));
    Files.delete(folder.resolve(IMAGES + ".gz"));
    assertRefused("begins with the number 2049, expected 2051");
  }

  @Test
  void imagesAndLabelsThatDoNotMatchAreRefused() throws IOException {
    new Idx(new byte[19], 19).write(folder.resolve(LABELS + ".gz"));
    assertRefused("holds 20 images but");
  }

  @Test
  void aLabelAboveNineIsRefused() throws IOException {
    byte[] labels = new byte[20];
    labels[11] = 10;
    new Idx(labels, 20).write(folder.resolve(LABELS + ".gz"));
    assertRefused("label 11 is 10");
  }

  @Test
  void impossibleSizesAreRefusedBeforeMemoryIsTaken() throws IOException {
    byte[] bomb = {0, 0, 8, 3, 127, -1, -1, -1, 127, -1, -1, -1, 127, -1, -1, -1};
    Files.delete(folder.resolve(IMAGES + ".gz"));
    Files.write(folder.resolve(IMAGES), bomb);
    assertRefused("announces impossible sizes");
  }

  @Test
  void aMissingFileIsNamedWithTheCommandThatFetchesIt() throws IOException {
    Files.delete(folder.resolve(LABELS + ".gz"));
    assertRefused("./gradus data mnist");
  }

  @Test
  void aSetOfAnotherSizeIsNotTakenForMnist() {
    var error = assertThrows(IOException.class, () -> Mnist.read(folder));
    assertTrue(error.getMessage().contains("MNIST has 60,000"), error.getMessage());
  }

  @Test
  void namesWithADotAndFoldersOfTheFilesNameAreUnderstood() throws IOException {
    Files.move(folder.resolve(IMAGES + ".gz"), folder.resolve("train-images.idx3-ubyte.gz"));
    byte[] labels = unzipped(LABELS);
    Files.delete(folder.resolve(LABELS + ".gz"));
    Path unpacked = Files.createDirectory(folder.resolve(LABELS));
    Files.write(unpacked.resolve(LABELS), labels);
    assertArrayEquals(images.labels(), readSmall().training().labels());
    Path below = Files.createDirectories(folder.resolve("outer/MNIST/raw"));
    for (String part : new String[] {"train", "t10k"}) {
      Mnist.write(below, part, images);
    }
    assertEquals(20, Mnist.read(folder.resolve("outer"), "deep", "a test").test().count());
  }

  @Test
  void whatIsGzippedTwiceIsRead() throws IOException {
    Path file = folder.resolve(IMAGES + ".gz");
    byte[] once = Files.readAllBytes(file);
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(once);
    }
    assertArrayEquals(images.bytes(3), readSmall().training().bytes(3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<!DOCTYPE html><html><body>404</body></html> | a web page",
        "version https://git-lfs.github.com/spec/v1 oid sha256:4d7a | a Git LFS pointer",
        "label,pixel0,pixel1 5,0,0 | text",
      })
  void anotherFileIsNamedAsWhatItIs(String text, String described) throws IOException {
    Files.writeString(folder.resolve(IMAGES + ".gz"), text);
    assertRefused("is not in MNIST's format but " + described);
  }

  @Test
  void aZipIsNamed() throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(IMAGES + ".gz")))) {
      zip.putNextEntry(new ZipEntry(IMAGES));
    }
    assertRefused("a zip archive");
  }

  @Test
  void fashionMnistHasItsOwnNames() throws IOException {
    int[] labels = new int[60_000];
    System.arraycopy(new int[] {9, 0, 0, 3, 0, 2, 7, 2, 5, 5}, 0, labels, 0, 10);
    var blank =
        new Images(new byte[60_000 * 784], new Extent(28, 28, 1), labels, images.classNames());
    Mnist.write(folder, "train", blank);
    Mnist.write(folder, "t10k", blank.first(10_000));
    DataSet set = Mnist.read(folder);
    assertEquals("Fashion-MNIST", set.name());
    assertEquals("ankle boot", set.training().className(0));
    assertEquals("Fashion-MNIST", Mnist.readFashion(folder).name());
  }

  @Test
  void digitsAreNotTakenForClothes() throws IOException {
    Path clothes = folder.resolve("fashion-mnist");
    var blank =
        new Images(
            new byte[60_000 * 784], new Extent(28, 28, 1), new int[60_000], images.classNames());
    Files.createDirectory(clothes);
    Mnist.write(clothes, "train", blank);
    Mnist.write(clothes, "t10k", blank.first(10_000));
    var error = assertThrows(IOException.class, () -> Mnist.readFashion(clothes));
    assertEquals(
        clothes
            + " holds MNIST, expected Fashion-MNIST; run ./gradus data fashion-mnist to fetch it",
        error.getMessage());
  }

  private DataSet readSmall() throws IOException {
    return Mnist.read(folder, "small", "a test");
  }

  private void assertRefused(String because) {
    var error = assertThrows(IOException.class, this::readSmall);
    assertTrue(error.getMessage().contains(because), error.getMessage());
  }

  private byte[] unzipped(String name) throws IOException {
    try (var in = new GZIPInputStream(Files.newInputStream(folder.resolve(name + ".gz")))) {
      return in.readAllBytes();
    }
  }
}
