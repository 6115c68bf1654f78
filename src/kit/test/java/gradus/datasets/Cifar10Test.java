package gradus.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.DataSet;
import gradus.data.Images;
import gradus.data.Pictures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class Cifar10Test {
  private static final int RECORD = 3073;

  @TempDir Path folder;
  private Images images;

  @BeforeEach
  void writeASmallSet() throws IOException {
    images = Pictures.counting(24, Cifar10.EXTENT);
    for (int batch = 1; batch <= 5; batch++) {
      Cifar10.writeBatch(
          folder.resolve("data_batch_" + batch + ".bin"), images.slice(4 * batch - 4, 4 * batch));
    }
    Cifar10.writeBatch(folder.resolve("test_batch.bin"), images.slice(20, 24));
    Files.writeString(
        folder.resolve("batches.meta.txt"), String.join("\n", Pictures.names()) + "\n\n");
  }

  @Test
  void planesBecomeChannelsLast() throws IOException {
    byte[] batch = new byte[RECORD];
    batch[0] = 6;
    batch[1 + 32 * 5 + 7] = 10;
    batch[1 + 1024 + 32 * 5 + 7] = 20;
    batch[1 + 2048 + 32 * 5 + 7] = (byte) 200;
    Files.write(folder.resolve("test_batch.bin"), batch);
    Images test = readSmall().test();
    assertEquals(6, test.label(0));
    assertEquals(10, test.pixel(0, 5, 7, 0));
    assertEquals(20, test.pixel(0, 5, 7, 1));
    assertEquals(200, test.pixel(0, 5, 7, 2));
    assertEquals(0, test.pixel(0, 7, 5, 0));
  }

  @Test
  void whatWasWrittenIsReadInTheOrderOfTheBatches() throws IOException {
    DataSet set = readSmall();
    assertEquals(20, set.training().count());
    assertEquals(4, set.test().count());
    for (int i = 0; i < 20; i++) {
      assertArrayEquals(images.bytes(i), set.training().bytes(i));
      assertEquals(images.label(i), set.training().label(i));
    }
    assertArrayEquals(images.bytes(23), set.test().bytes(3));
    assertEquals(Pictures.names(), set.classNames());
  }

  @Test
  void aBatchOfBrokenSizeIsNamed() throws IOException {
    Path batch = folder.resolve("data_batch_3.bin");
    Files.write(batch, Arrays.copyOf(Files.readAllBytes(batch), 2 * RECORD - 1));
    assertRefused("data_batch_3.bin has 6,145 bytes");
    Files.write(batch, new byte[0]);
    assertRefused("data_batch_3.bin has 0 bytes");
  }

  @Test
  void aLabelAboveNineIsNamedByItsImage() throws IOException {
    byte[] batch = new byte[3 * RECORD];
    batch[RECORD] = 10;
    Files.write(folder.resolve("data_batch_5.bin"), batch);
    assertRefused("the label of image 1 is 10");
  }

  @Test
  void aMissingBatchIsNamedWithTheCommandThatFetchesIt() throws IOException {
    Files.delete(folder.resolve("data_batch_2.bin"));
    assertRefused("./gradus data cifar10");
  }

  @Test
  void tenNamesAreExpected() throws IOException {
    Files.writeString(folder.resolve("batches.meta.txt"), "cat\ndog\n");
    assertRefused("holds 2 class names");
  }

  @Test
  void aSetOfAnotherSizeIsNotTakenForCifar10() {
    var error = assertThrows(IOException.class, () -> Cifar10.read(folder));
    assertTrue(error.getMessage().contains("CIFAR-10's has 30,730,000"), error.getMessage());
  }

  private DataSet readSmall() throws IOException {
    return Cifar10.read(folder, "small", "a test");
  }

  private void assertRefused(String because) {
    var error = assertThrows(IOException.class, this::readSmall);
    assertTrue(error.getMessage().contains(because), error.getMessage());
  }

  @Test
  void picturesThatStayInTheirFilesAreTheSame() throws IOException {
    DataSet set = Cifar10.read(folder, "small", "written here", 0);
    Images inHeap = readSmall().training();
    Images inFiles = set.training();
    for (int i = 0; i < 20; i++) {
      assertArrayEquals(inHeap.bytes(i), inFiles.bytes(i));
      assertEquals(inHeap.pixel(i, 3, 5, 1), inFiles.pixel(i, 3, 5, 1));
    }
    assertArrayEquals(inHeap.labels(), inFiles.labels());
    assertArrayEquals(inHeap.matrix().data, inFiles.matrix().data);
    assertArrayEquals(images.bytes(9), inFiles.slice(7, 12).bytes(2));
    assertArrayEquals(images.bytes(17), inFiles.slice(7, 20).select(3, 10).bytes(1));
    assertArrayEquals(images.bytes(21), inFiles.and(set.test()).bytes(21));
    assertThrows(IndexOutOfBoundsException.class, () -> inFiles.bytes(20));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // where an open file cannot be replaced
  void filesThatAreReplacedLaterKeepTheirPictures() throws IOException {
    Images test = Cifar10.read(folder, "small", "written here", 0).test();
    Path other = folder.resolve("other");
    Cifar10.writeBatch(other, images.slice(0, 4));
    Files.move(other, folder.resolve("test_batch.bin"), StandardCopyOption.REPLACE_EXISTING);
    assertArrayEquals(images.bytes(20), test.bytes(0));
  }

  @Test
  void anInterruptedThreadGoesOnReading() throws IOException {
    Images test = Cifar10.read(folder, "small", "written here", 0).test();
    Thread.currentThread().interrupt();
    assertArrayEquals(images.bytes(20), test.bytes(0));
    assertTrue(Thread.interrupted());
    assertArrayEquals(images.bytes(21), test.bytes(1));
  }

  @Test
  void aFileThatWasCutShortMeanwhileIsNamed() throws IOException {
    Images test = Cifar10.read(folder, "small", "written here", 0).test();
    Files.write(folder.resolve("test_batch.bin"), new byte[10]);
    var error = assertThrows(UncheckedIOException.class, () -> test.bytes(0));
    assertTrue(error.getMessage().contains("test_batch.bin can no longer be read"));
  }
}
