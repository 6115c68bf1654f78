package gradus.bench.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.DataSet;
import gradus.data.Extent;
import gradus.data.Images;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarRaceTest {
  private static final Extent EXTENT = new Extent(32, 32, 3);
  private static final Goal SMALL = new Goal(94, 3, 20, List.of(4, 8, 8));

  @TempDir private Path folder;

  /** Pictures in two classes, dark and bright, so that a few steps are enough to learn them. */
  private static Images pictures(int count, long seed) {
    var random = new Random(seed);
    byte[] pixels = new byte[count * EXTENT.size()];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % 2;
      for (int j = 0; j < EXTENT.size(); j++) {
        pixels[i * EXTENT.size() + j] = (byte) (140 * labels[i] + random.nextInt(110));
      }
    }
    return new Images(pixels, EXTENT, labels, List.of("dark", "bright"));
  }

  static DataSet set() {
    return new DataSet("pictures", "drawn by a test", pictures(130, 1), pictures(40, 2));
  }

  private static RaceRecord run(Goal goal, long seed) throws Exception {
    return new CifarRace(CifarRaceTest::set, goal, 0).run(seed, epoch -> {});
  }

  @Test
  void aRaceOfOneSeedIsTheSameToTheBitAndAnotherSeedIsAnother() throws Exception {
    RaceRecord first = run(SMALL, 1);
    RaceRecord second = run(SMALL, 1);
    assertEquals(first.weights(), second.weights());
    assertEquals(first.accuracy(), second.accuracy());
    assertEquals(first.epochs().getLast().loss(), second.epochs().getLast().loss());
    assertNotEquals(first.weights(), run(SMALL, 2).weights());
  }

  @Test
  void aRaceLearnsAndTellsEachEpoch() throws Exception {
    List<Integer> told = new ArrayList<>();
    RaceRecord race =
        new CifarRace(CifarRaceTest::set, SMALL, 1e12).run(1, epoch -> told.add(epoch.number()));
    assertEquals(List.of(1, 2, 3), told);
    var first = race.epochs().getFirst();
    var last = race.epochs().getLast();
    assertTrue(last.loss() < first.loss(), first + " … " + last);
    assertTrue(first.seconds() < last.seconds() && last.seconds() < race.seconds());
    assertTrue(race.shareOfPeak() > 0);
    assertEquals("pictures (drawn by a test)", race.dataSet());
  }

  @Test
  void whatIsRecordedIsFoundUnderItsGoalEpochsAndSeed() throws Exception {
    var records = new RaceRecords(folder.resolve("race"));
    assertEquals(Optional.empty(), records.find(SMALL, 1));
    RaceRecord race = run(SMALL, 1);
    records.write(race);
    RaceRecord found = records.find(SMALL, 1).orElseThrow();
    assertEquals(race.weights(), found.weights());
    assertEquals(race.epochs().size(), found.epochs().size());
    assertEquals(race.accuracy(), found.accuracy(), 1e-6);
    assertEquals(Optional.empty(), records.find(SMALL, 2));
    assertEquals(Optional.empty(), records.find(SMALL.withEpochs(2), 1));
    assertEquals(Optional.empty(), records.find(new Goal(94, 3, 20, List.of(4, 8, 9)), 1));
  }

  @Test
  void aGoalIsReachedByTheAccuracyOfSeveralViews() throws Exception {
    RaceRecord race = run(SMALL, 1);
    assertEquals(race.accuracy() >= 0.94, race.isReached());
    assertFalse(run(new Goal(101, 1, 20, List.of(4, 4, 4)), 1).isReached());
  }

  @Test
  void dataThatCannotBeReadEndTheRace() {
    CifarRace.Reader broken =
        () -> {
          throw new IOException("damaged");
        };
    assertThrows(IOException.class, () -> new CifarRace(broken, SMALL, 0).run(1, epoch -> {}));
  }

  @Test
  void goalsAreThoseThatTheCommandOffers() {
    assertEquals("94 % in 8 epochs with blocks of 64, 256, 256 filters", Goal.of(94).toString());
    assertEquals(5, Goal.of(90).withEpochs(5).epochs());
    assertThrows(IllegalArgumentException.class, () -> Goal.of(50));
  }
}
