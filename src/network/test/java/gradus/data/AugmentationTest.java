package gradus.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Precision;
import gradus.tensor.Seed;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  private static final Seed SEED = new Seed(3);
  private static final Extent SMALL = new Extent(2, 3, 2);
  private static final byte[] PICTURE = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
  private static final Extent LARGE = new Extent(9, 9, 1);

  @Test
  void aFlipMirrorsRowsAndKeepsChannels() {
    assertArrayEquals(
        new byte[] {5, 6, 3, 4, 1, 2, 11, 12, 9, 10, 7, 8},
        change(Augmentation.flip(), SMALL, PICTURE));
    assertArrayEquals(
        PICTURE, change(Augmentation.flip().then(Augmentation.flip()), SMALL, PICTURE));
  }

  @Test
  void aShiftMovesAPointWithinItsBoundsInBothDirections() {
    int[] rows = new int[400];
    int[] columns = new int[400];
    for (int i = 0; i < 400; i++) {
      int where = brightest(Augmentation.shift(0.25).change(point(4, 4), LARGE, random(i)));
      rows[i] = where / 9;
      columns[i] = where % 9;
    }
    assertArrayEquals(new int[] {2, 3, 4, 5, 6}, IntStream.of(rows).sorted().distinct().toArray());
    assertArrayEquals(
        new int[] {2, 3, 4, 5, 6}, IntStream.of(columns).sorted().distinct().toArray());
  }

  @Test
  void aMoveIsTheSameForEveryPictureAndFillsWithBlack() {
    byte[] moved = Augmentation.move(-2, 3).change(point(4, 4), LARGE, random(1));
    assertEquals(2 * 9 + 7, brightest(moved));
    assertEquals(0, lit(Augmentation.move(9, 0).change(point(4, 4), LARGE, random(1))));
  }

  @Test
  void aCropFillsWithBlack() {
    byte[] white = new byte[81];
    Arrays.fill(white, (byte) -1);
    long lit = lit(Augmentation.crop(2).change(white, LARGE, random(5)));
    assertTrue(lit < 81 && lit >= 49 && lit % 7 * (lit % 8) * (lit % 9) == 0, lit + " pixels lit");
  }

  @Test
  void aQuarterTurnIsExact() {
    byte[] turned = Resampling.turned(point(1, 4), LARGE, Math.PI / 2);
    assertEquals(4 * 9 + 7, brightest(turned), "what was at the top is at the right");
    assertEquals(1, lit(turned));
  }

  @Test
  void aRotationStaysWithinItsAngle() {
    for (int i = 0; i < 50; i++) {
      int where = brightest(Augmentation.rotate(10).change(point(0, 4), LARGE, random(i)));
      assertEquals(0, where / 9);
      assertTrue(Math.abs(where % 9 - 4) <= 1);
    }
  }

  @Test
  void aCutoutBlackensASquareAndNothingElse() {
    byte[] white = new byte[81];
    Arrays.fill(white, (byte) -1);
    boolean whole = false;
    for (int i = 0; i < 50; i++) {
      long cut = 81 - lit(Augmentation.cutout(3).change(white, LARGE, random(i)));
      assertTrue(cut >= 4 && cut <= 9, cut + " pixels cut");
      whole |= cut == 9;
    }
    assertTrue(whole);
  }

  @Test
  void aProbabilityIsKept() {
    var half = Augmentation.flip().withProbability(0.3);
    long changed =
        IntStream.range(0, 2_000)
            .filter(i -> !Arrays.equals(PICTURE, half.change(PICTURE, SMALL, random(i))))
            .count();
    assertEquals(0.3, changed / 2_000.0, 0.03);
  }

  @Test
  void anAlternatingFlipShowsEachPictureBothWaysInTwoEpochs() {
    Images images = Pictures.counting(40, SMALL);
    var shaken = Augmentation.alternatingFlip().then(Augmentation.crop(0));
    int mirrored = 0;
    for (int i = 0; i < 40; i++) {
      byte[] plain = images.bytes(i);
      byte[] mirror = change(Augmentation.flip(), SMALL, plain);
      byte[] first = shaken.apply(images, SEED, 0, i).bytes(0);
      mirrored += Arrays.equals(mirror, first) ? 1 : 0;
      for (int epoch = 0; epoch < 5; epoch++) {
        boolean asInTheFirst = epoch % 2 == 0;
        boolean isMirror = Arrays.equals(mirror, first) == asInTheFirst;
        assertArrayEquals(isMirror ? mirror : plain, shaken.apply(images, SEED, epoch, i).bytes(0));
      }
    }
    assertTrue(mirrored > 8 && mirrored < 32, mirrored + " of 40 mirrored at first");
  }

  @Test
  void aReflectedCropRepeatsNoOutermostPixel() {
    Extent grid = new Extent(6, 7, 1);
    byte[] picture = new byte[42];
    for (int i = 0; i < 42; i++) {
      picture[i] = (byte) (10 * (i / 7) + i % 7);
    }
    boolean furthest = false;
    for (int i = 0; i < 200; i++) {
      byte[] cropped = Augmentation.reflectedCrop(2).change(picture, grid, random(i));
      int dy = cropped[3 * 7 + 3] / 10 - 3;
      int dx = cropped[3 * 7 + 3] % 10 - 3;
      for (int y = 0; y < 6; y++) {
        for (int x = 0; x < 7; x++) {
          assertEquals(10 * mirrored(y + dy, 6) + mirrored(x + dx, 7), cropped[y * 7 + x]);
        }
      }
      furthest |= Math.abs(dx) == 2;
    }
    assertTrue(furthest);
    assertThrows(
        IllegalArgumentException.class,
        () -> Augmentation.reflectedCrop(6).change(picture, grid, random(0)));
  }

  /** 2 1 | 0 1 2 3 | 2 1, by walking. */
  private static int mirrored(int place, int length) {
    int at = 0;
    int step = 1;
    for (int i = 0; i < Math.abs(place); i++) {
      step = at == length - 1 ? -1 : step;
      at += step;
    }
    return at;
  }

  @Test
  void aPictureOfAnEpochDoesNotDependOnItsBatch() {
    Images images = Pictures.counting(20, LARGE);
    var change = Augmentation.shift(0.3).then(Augmentation.rotate(20)).then(Augmentation.cutout(2));
    Images together = change.apply(images, SEED, 4, 3, 9, 11);
    Images alone = change.apply(images, SEED, 4, 11);
    assertArrayEquals(alone.bytes(0), together.bytes(2));
    assertEquals(images.label(9), together.label(1));
    assertFalse(Arrays.equals(alone.bytes(0), change.apply(images, SEED, 5, 11).bytes(0)));
  }

  @Test
  void onceIsTheSameEveryTimeAndLeavesTheOriginals() {
    Images images = Pictures.counting(20, LARGE);
    byte[] before = images.bytes(6);
    Images changed = Augmentation.shift(0.3).once(images, SEED);
    assertArrayEquals(changed.bytes(6), Augmentation.shift(0.3).once(images, SEED).bytes(6));
    assertArrayEquals(before, images.bytes(6));
    assertEquals(40, images.and(changed).count());
  }

  @Test
  void augmentedExamplesDifferFromEpochToEpoch() {
    var examples =
        Examples.of(Pictures.counting(5, LARGE), Precision.SINGLE, Preprocessing.unit())
            .augmented(Augmentation.cutout(5), SEED);
    double[] first = examples.batch(0, 2).inputs().toArray();
    assertArrayEquals(first, examples.batch(0, 2).inputs().toArray());
    assertFalse(Arrays.equals(first, examples.batch(1, 2).inputs().toArray()));
  }

  @Test
  void aChangeSaysWhatItIs() {
    var change = Augmentation.shift(0.1).then(Augmentation.flip().withProbability(0.5));
    assertEquals("shift 0.1, (flip) with probability 0.5", change.toString());
    assertEquals("none", Augmentation.NONE.toString());
  }

  @Test
  void changesThatCannotBeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Augmentation.shift(-0.1));
    assertThrows(IllegalArgumentException.class, () -> Augmentation.shift(10));
    assertThrows(IllegalArgumentException.class, () -> Augmentation.rotate(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> Augmentation.cutout(-1));
    assertThrows(IllegalArgumentException.class, () -> Augmentation.flip().withProbability(1.5));
    var error = assertThrows(IllegalArgumentException.class, () -> Augmentation.crop(-3));
    assertEquals("an augmentation crops with a padding of 0 or more, got -3", error.getMessage());
  }

  private static byte[] change(Augmentation augmentation, Extent extent, byte[] picture) {
    return augmentation.change(picture, extent, random(0));
  }

  private static RandomGenerator random(int i) {
    return SEED.stream("test", i);
  }

  private static byte[] point(int row, int column) {
    byte[] picture = new byte[81];
    picture[row * 9 + column] = (byte) 200;
    return picture;
  }

  private static int brightest(byte[] picture) {
    return IntStream.range(0, picture.length)
        .reduce((a, b) -> (picture[b] & 0xFF) > (picture[a] & 0xFF) ? b : a)
        .orElseThrow();
  }

  private static long lit(byte[] picture) {
    return IntStream.range(0, picture.length).filter(i -> picture[i] != 0).count();
  }

  @Test
  void augmentingTwiceChangesTwice() {
    Images pictures = Pictures.counting(4, LARGE);
    Examples plain = Examples.of(pictures, Precision.DOUBLE, Preprocessing.unit());
    Examples moved = plain.augmented(Augmentation.move(1, 0), SEED);
    Examples both = moved.augmented(Augmentation.move(0, 1), SEED);
    Examples one = plain.augmented(Augmentation.move(1, 1), SEED);
    assertArrayEquals(one.all().inputs().toArray(), both.all().inputs().toArray());
  }
}
