package gradus.bench.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.DataSet;
import gradus.data.Images;
import gradus.layer.Network;
import gradus.layer.Parameter;
import gradus.tensor.Seed;
import gradus.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LadderTest {
  private static final Effort SMALL = new Effort(40, 8, 20, List.of(4, 8, 8));

  private static final DataSet SET = CifarRaceTest.set();

  @TempDir private Path folder;

  static List<Rung> rungs() {
    return Rung.ladder(SMALL);
  }

  private static String layers(Rung rung) {
    return rung.network(SET.training(), new Seed(1)).summary().rows().toString();
  }

  @Test
  void aLadderLeadsFromTheReportToAllChangesByOneAtATime() {
    List<Rung> rungs = rungs();
    assertEquals(List.of(), rungs.getFirst().changes());
    assertEquals("report R0's best network", rungs.getFirst().toString());
    assertEquals(List.of(Change.values()), rungs.getLast().changes());
    for (int i = 1; i < rungs.size(); i++) {
      assertEquals(rungs.get(i - 1).changes(), rungs.get(i).changes().subList(0, i - 1));
      assertEquals(i, rungs.get(i).changes().size());
      assertEquals("+ " + Change.values()[i - 1], rungs.get(i).toString());
    }
  }

  @ParameterizedTest
  @MethodSource("rungs")
  void everyRungLearnsWhatIsDarkAndWhatIsBright(Rung rung) throws Exception {
    RungRecord found = new Ladder(SET).run(rung, 1);
    // The report's own rate and weights need more steps than this.
    double expected = rung.changes().isEmpty() ? 0.5 : 0.9;
    assertTrue(found.accuracy() >= expected, found.toString());
    assertTrue(found.accuracyOfViews() >= expected, found.toString());
    assertEquals(SET.training().count(), found.images());
    assertEquals("pictures (drawn by a test)", found.dataSet());
  }

  @Test
  void eachChangeOfTheNetworkShowsInItsLayers() {
    Rung report = Rung.of(SMALL);
    assertFalse(layers(report).contains("BatchNorm"));
    assertTrue(layers(Rung.of(SMALL, Change.BATCH_NORM)).contains("BatchNorm"));
    assertTrue(layers(Rung.of(SMALL, Change.WIDE)).contains("GlobalMaxPool"));
    assertFalse(layers(Rung.of(SMALL, Change.WIDE)).contains("BatchNorm"));
    assertTrue(layers(Rung.without(SMALL)).contains("BatchNorm"));
  }

  @Test
  void whitenedFiltersDoNotLearn() {
    Images training = SET.training();
    Rung rung = Rung.of(SMALL, Change.STANDARDISED, Change.WIDE, Change.WHITENED);
    Network network = rung.network(training, new Seed(1));
    Parameter filters = network.parameters().get("0.weight");
    assertEquals(Parameter.Role.BUFFER, filters.role());
    Rung learned = Rung.of(SMALL, Change.STANDARDISED, Change.WIDE);
    assertEquals(
        Parameter.Role.WEIGHT,
        learned.network(training, new Seed(1)).parameters().get("0.weight").role());
  }

  @Test
  void diracFiltersPassOnTheirInputChannels() {
    Tensor w =
        Rung.of(SMALL, Change.WIDE, Change.DIRAC)
            .network(SET.training(), new Seed(1))
            .parameters()
            .get("2.weight")
            .value();
    int middle = 4 * 24;
    for (int filter = 0; filter < 4; filter++) {
      for (int row = 0; row < w.rows(); row++) {
        assertEquals(row == middle + filter ? 1 : 0, w.at(row, filter));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aChangeThatNeedsAnotherIsRefusedWithoutIt(Change change) {
    Optional<Change> needed = change.needs();
    if (needed.isEmpty()) {
      assertEquals(List.of(change), Rung.of(SMALL, change).changes());
      return;
    }
    String message =
        assertThrows(IllegalArgumentException.class, () -> Rung.of(SMALL, change)).getMessage();
    assertTrue(message.startsWith(change.name() + " needs " + needed.get().name()), message);
    assertThrows(IllegalArgumentException.class, () -> Rung.without(SMALL, needed.get()));
    assertEquals(2, Rung.of(SMALL, change, needed.get()).changes().size());
  }

  @Test
  void theOrderOfChangesAndRepetitionsDoNotMatter() {
    Rung rung = Rung.of(SMALL, Change.DIRAC, Change.WIDE, Change.DIRAC);
    assertEquals(Rung.of(SMALL, Change.WIDE, Change.DIRAC), rung);
  }

  @Test
  void aRunOfOneSeedIsTheSameAndAnotherSeedIsAnother() throws Exception {
    Rung rung = Rung.without(new Effort(1, 1, 20, List.of(4, 4)));
    var ladder = new Ladder(SET);
    Set<Double> found = new HashSet<>();
    for (int turn = 0; turn < 2; turn++) {
      found.add(ladder.run(rung, 1).trainingAccuracy());
    }
    assertEquals(1, found.size());
    assertNotEquals(lastWeights(rung, 1), lastWeights(rung, 2));
  }

  private static String lastWeights(Rung rung, long seed) {
    var learned = rung.network(SET.training(), new Seed(seed)).parameters().trainable();
    String last = List.copyOf(learned.names()).getLast();
    return Arrays.toString(learned.get(last.replace("bias", "weight")).value().toArray());
  }

  @Test
  void whatIsRecordedIsFoundByRungAndSeedAndIsNotTakenForAnother() throws Exception {
    var records = new RungRecords(folder.resolve("ladder"));
    Rung rung = Rung.of(new Effort(1, 1, 20, List.of(4)), Change.STANDARDISED);
    assertEquals(List.of(), records.all(rung));
    RungRecord run = new Ladder(SET).run(rung, 2);
    records.write(run);
    RungRecord found = records.find(rung, 2).orElseThrow();
    assertEquals(run.rung(), found.rung());
    assertEquals(run.accuracy(), found.accuracy(), 1e-6);
    assertEquals(List.of(found), records.all(rung));
    assertEquals(Optional.empty(), records.find(rung, 1));
    assertEquals(Optional.empty(), records.find(Rung.of(SMALL, Change.STANDARDISED), 2));
    assertEquals(Optional.empty(), records.find(Rung.of(rung.effort(), Change.BATCH_NORM), 2));
    try (var files = Files.list(records.folder())) {
      assertEquals(
          List.of("1-standardised.2.json"),
          files.map(file -> file.getFileName().toString()).toList());
    }
  }

  @Test
  void anEffortIsAtLeastOneOfEverything() {
    for (int[] numbers : new int[][] {{0, 1, 1, 1}, {1, 0, 1, 1}, {1, 1, 0, 1}, {1, 1, 1, 0}}) {
      List<Integer> widths = numbers[3] == 0 ? List.of() : List.of(4);
      assertThrows(
          IllegalArgumentException.class,
          () -> new Effort(numbers[0], numbers[1], numbers[2], widths));
    }
  }
}
