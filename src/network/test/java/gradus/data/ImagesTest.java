package gradus.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ImagesTest {
  private final Images images = Pictures.counting(30, new Extent(4, 5, 3));

  @Test
  void bytesAreUnsigned() {
    var one =
        new Images(new byte[] {(byte) 255}, new Extent(1, 1, 1), new int[] {0}, Pictures.names());
    assertEquals(255, one.pixel(0, 0, 0, 0));
    assertEquals(255, one.matrix().get(0, 0));
  }

  @Test
  void aRowOfTheMatrixIsAPictureRowByRow() {
    var matrix = images.matrix();
    assertEquals(30, matrix.numRows);
    assertEquals(60, matrix.numCols);
    assertEquals(images.pixel(17, 2, 3, 1), matrix.get(17, (2 * 5 + 3) * 3 + 1));
  }

  @Test
  void aSliceOfASliceCountsFromItsOwnStart() {
    Images slice = images.slice(10, 25).slice(3, 6);
    assertEquals(3, slice.count());
    assertArrayEquals(images.bytes(14), slice.bytes(1));
    assertEquals(images.label(14), slice.label(1));
    assertEquals(images.pixel(15, 3, 4, 2), slice.pixel(2, 3, 4, 2));
    assertEquals(images.matrix().get(13, 59), slice.matrix().get(0, 59));
  }

  @Test
  void selectedPicturesComeInTheOrderAskedFor() {
    Images chosen = images.slice(5, 30).select(7, 0, 7);
    assertArrayEquals(images.bytes(12), chosen.bytes(0));
    assertArrayEquals(images.bytes(5), chosen.bytes(1));
    assertArrayEquals(images.bytes(12), chosen.bytes(2));
    assertArrayEquals(new int[] {2, 5, 2}, chosen.labels());
  }

  @Test
  void joinedPicturesFollowOneAnother() {
    Images joined = images.slice(20, 22).and(images.slice(3, 4));
    assertEquals(3, joined.count());
    assertArrayEquals(images.bytes(21), joined.bytes(1));
    assertArrayEquals(images.bytes(3), joined.bytes(2));
    assertArrayEquals(new int[] {0, 1, 3}, joined.labels());
  }

  @Test
  void theIndicesOfAClassAreInOrder() {
    assertArrayEquals(new int[] {4, 14, 24}, images.indicesOf(4));
  }

  @Test
  void pixelsThatDoNotFitTheLabelsAreRefused() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Images(new byte[59], images.extent(), new int[1], Pictures.names()));
    assertTrue(error.getMessage().contains("need 60 pixels, received 59"), error.getMessage());
  }

  @Test
  void placesOutsideAPictureAreRefusedRatherThanReadFromTheNext() {
    assertThrows(IndexOutOfBoundsException.class, () -> images.pixel(0, 0, 5, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> images.pixel(0, 4, 0, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> images.slice(0, 3).bytes(3));
  }

  @Test
  void theSplitOfCs231nIsTheLastThousandAndTheFirstThousand() {
    Split split = Split.cs231n(set(50_000, 10_000));
    assertEquals("49,000 for training, 1,000 for validation, 1,000 for test", split.toString());
    assertArrayEquals(set(50_000, 10_000).training().bytes(49_000), split.validation().bytes(0));
  }

  @Test
  void theOtherSplitsSayTheirSizes() {
    assertEquals(
        "50,000 for training, 0 for validation, 10,000 for test",
        Split.published(set(50_000, 10_000)).toString());
    assertEquals(
        "50,000 for training, 10,000 for validation, 10,000 for test",
        Split.fiveToOne(set(60_000, 10_000)).toString());
    assertEquals(
        "10 for training, 0 for validation, 7 for test",
        Split.published(set(50, 70)).first(10, 5, 7).toString());
  }

  @Test
  void aSplitLargerThanTheSetIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Split.cs231n(set(1_000, 1_000)));
    assertThrows(IllegalArgumentException.class, () -> Split.cs231n(set(2_000, 999)));
  }

  private static DataSet set(int training, int test) {
    var extent = new Extent(1, 2, 1);
    return new DataSet(
        "counting", "a test", Pictures.counting(training, extent), Pictures.counting(test, extent));
  }

  @Test
  void aLabelOfNoClassIsRefused() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Images(new byte[1], new Extent(1, 1, 1), new int[] {2}, List.of("a", "b")));
    assertEquals("label 2: the 2 classes have the labels from 0 to 1", error.getMessage());
  }
}
