package gradus.report.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.course.Budget;
import gradus.datasets.DataFolder;
import gradus.report.Campaign;
import gradus.report.EpochRecord;
import gradus.report.ExperimentRun;
import gradus.report.ExperimentRunner;
import gradus.report.Machine;
import gradus.report.Results;
import gradus.report.RunRecord;
import gradus.training.Evaluation;
import gradus.training.Range;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CoarseToFineTest {
  @TempDir private Path folder;

  private static final CoarseToFine SMALL = new CoarseToFine(60, 30, 2, Budget.LESSON);

  @Test
  void theCoarsePointsAreDifferentAndInBoundsEverywhere() {
    List<SearchPoint> points = new CoarseToFine(1_600, 400, 3, Budget.LESSON).coarsePoints();
    assertEquals(1_600, new HashSet<>(points).size());
    for (Range range : SearchPoint.SPACE.ranges()) {
      int[] thirds = new int[3];
      for (SearchPoint point : points) {
        double value = point.setting().of(range.name());
        assertTrue(range.low() <= value && value <= range.high(), point.toString());
        double place = Math.log(value / range.low()) / Math.log(range.high() / range.low());
        thirds[Math.min(2, (int) (3 * place))]++;
      }
      for (int count : thirds) {
        assertEquals(533, count, 100, range.name());
      }
    }
  }

  @Test
  void theFirstPointsDoNotDependOnTheirNumber() {
    assertEquals(SMALL.coarsePoints(), SMALL.coarsePoints());
    assertEquals(
        SMALL.coarsePoints(),
        new CoarseToFine(600, 30, 2, Budget.LESSON).coarsePoints().subList(0, 60));
  }

  @Test
  void finePointsAreNewAndLieAroundTheBestByValidation() throws Exception {
    SearchTable table = SMALL.run(new Invented(CoarseToFineTest::peak, point -> 0.5), file());
    List<SearchPoint> coarse = points(table, SearchStage.COARSE);
    List<SearchPoint> centres =
        table.of(SearchStage.COARSE).stream()
            .sorted(SearchRun.BY_VALIDATION)
            .limit(CoarseToFine.CENTRES)
            .map(SearchRun::point)
            .toList();
    List<SearchPoint> fine = points(table, SearchStage.FINE);
    assertEquals(30, new HashSet<>(fine).size());
    for (SearchPoint point : fine) {
      assertTrue(!coarse.contains(point), point.toString());
      assertTrue(
          centres.stream().anyMatch(centre -> isNear(centre, point)), point + " of " + centres);
    }
  }

  /** Within a fifth of each range, on either side of a centre that the range's end may move. */
  private static boolean isNear(SearchPoint centre, SearchPoint point) {
    return SearchPoint.SPACE.ranges().stream()
        .allMatch(
            range ->
                Math.abs(
                        Math.log(
                            point.setting().of(range.name()) / centre.setting().of(range.name())))
                    <= 0.2 * Math.log(range.high() / range.low()) + 0.04);
  }

  @Test
  void theTestImagesChooseNoPointOfTheSearch() throws Exception {
    SearchTable one = SMALL.run(new Invented(CoarseToFineTest::peak, point -> 0.5), file());
    SearchTable other =
        SMALL.run(
            new Invented(CoarseToFineTest::peak, point -> 1 - peak(point)),
            folder.resolve("other.csv"));
    assertEquals(points(one, SearchStage.FINE), points(other, SearchStage.FINE));
  }

  @Test
  void theBestByValidationAndByTestAreTrainedAgainOnAllImages() throws Exception {
    var campaign = new Invented(CoarseToFineTest::peak, SearchPoint::decay);
    SearchTable table = SMALL.run(campaign, file());
    List<SearchRun> searched =
        table.runs().stream().filter(run -> run.stage() != SearchStage.AGAIN).toList();
    List<SearchPoint> again = points(table, SearchStage.AGAIN).stream().distinct().toList();
    assertEquals(
        searched.stream().sorted(SearchRun.BY_VALIDATION).limit(10).map(SearchRun::point).toList(),
        again.subList(0, 10));
    assertTrue(
        again.containsAll(
            searched.stream().sorted(SearchRun.BY_TEST).limit(10).map(SearchRun::point).toList()));
    List<ExperimentRun> last = campaign.made.subList(90, campaign.made.size());
    assertEquals(2 * again.size(), last.size());
    assertEquals(
        List.of(2L, 3L), last.stream().map(ExperimentRun::number).distinct().sorted().toList());
    assertTrue(last.stream().allMatch(run -> run.budget() == Budget.REPORT));
    assertTrue(campaign.made.subList(0, 90).stream().allMatch(run -> run.number() == 1));
  }

  @Test
  void aSearchGoesOnWhereItsTableWasCut() throws Exception {
    SMALL.run(new Invented(CoarseToFineTest::peak, SearchPoint::decay), file());
    String whole = Files.readString(file());
    for (int lines : new int[] {2, 30, 75, 92, 100}) {
      int cut = 0;
      for (int i = 0; i < lines; i++) {
        cut = whole.indexOf('\n', cut) + 1;
      }
      Files.writeString(file(), whole.substring(0, cut + 20));
      var second = new Invented(CoarseToFineTest::peak, SearchPoint::decay);
      SMALL.run(second, file());
      assertEquals(whole, Files.readString(file()));
      assertEquals(whole.lines().count() - lines, second.made.size());
    }
    var third = new Invented(CoarseToFineTest::peak, SearchPoint::decay);
    SMALL.run(third, file());
    assertEquals(List.of(), third.made);
  }

  @Test
  void aSmallerSearchIsPartOfALargerTable() throws Exception {
    new CoarseToFine(100, 30, 2, Budget.LESSON)
        .run(new Invented(CoarseToFineTest::peak, SearchPoint::decay), file());
    var campaign = new Invented(CoarseToFineTest::peak, SearchPoint::decay);
    SearchTable table = SMALL.run(campaign, file());
    assertTrue(campaign.made.stream().noneMatch(run -> isCoarse(run, table)));
    SearchTable alone =
        SMALL.run(
            new Invented(CoarseToFineTest::peak, SearchPoint::decay), folder.resolve("alone.csv"));
    assertTrue(points(table, SearchStage.FINE).containsAll(points(alone, SearchStage.FINE)));
  }

  private static boolean isCoarse(ExperimentRun run, SearchTable table) {
    return run.number() == 1
        && table.of(SearchStage.COARSE).stream()
            .anyMatch(one -> one.point().recipe().name().equals(run.recipe().name()));
  }

  @Test
  void itsRunsAreMadeAsThoseOfExperiments() throws Exception {
    var tiny = new CoarseToFine(2, 1, 1, Budget.QUICK);
    var runner = new ExperimentRunner(new Results(folder), DataFolder.current(), 1);
    SearchTable table = tiny.run(runner.campaign(new ExperimentRunner.Listener() {}), file());
    assertEquals(6, table.runs().size());
    SearchRun first = table.runs().getFirst();
    RunRecord record =
        new Results(folder).find(first.point().recipe(), 1, Budget.QUICK).orElseThrow();
    assertEquals(record.last().validation().accuracy(), first.validationAccuracy());
    assertEquals(record.last().test().loss(), first.testLoss());
    assertEquals(table, SearchTable.read(file(), Budget.QUICK));
  }

  @Test
  void theCommittedTableIsTheWholeSearchAndSmall() throws Exception {
    Path committed = Results.ofKit().folder().resolve(SearchTable.NAME);
    assertTrue(Files.size(committed) <= 300_000, Files.size(committed) + " bytes");
    Files.copy(committed, file());
    var nothing = new Invented(point -> 0, point -> 0);
    SearchTable table = new CoarseToFine(1_600, 400, 3, Budget.LESSON).run(nothing, file());
    assertEquals(List.of(), nothing.made());
    assertEquals(1_600, table.of(SearchStage.COARSE).size());
    assertEquals(400, table.of(SearchStage.FINE).size());
    assertTrue(table.runs().stream().allMatch(run -> run.dataSet().equals("MNIST")));
  }

  private static List<SearchPoint> points(SearchTable table, SearchStage stage) {
    return table.of(stage).stream().map(SearchRun::point).toList();
  }

  /** Best at a rate of 0.1 and 200 hidden units. */
  private static double peak(SearchPoint point) {
    return 1
        / (1
            + Math.abs(Math.log10(point.rate()) + 1)
            + Math.abs(Math.log10(point.hidden() / 200.0)));
  }

  private Path file() {
    return folder.resolve("search.csv");
  }

  /** Runs whose accuracies are functions of their points. */
  private record Invented(
      ToDoubleFunction<SearchPoint> validation,
      ToDoubleFunction<SearchPoint> test,
      List<ExperimentRun> made)
      implements Campaign {
    Invented(ToDoubleFunction<SearchPoint> validation, ToDoubleFunction<SearchPoint> test) {
      this(validation, test, new ArrayList<>());
    }

    @Override
    public void make(List<ExperimentRun> runs) {
      made.addAll(runs);
    }

    @Override
    public Optional<RunRecord> find(ExperimentRun run) {
      SearchPoint point = SearchPoint.named(run.recipe().name()).orElseThrow();
      var validated = new Evaluation(0.25, validation.applyAsDouble(point));
      var tested = new Evaluation(0.25, test.applyAsDouble(point));
      var last = new EpochRecord(4, 628, 0.1, 0.5, 0.75, 0.5, validated, validated, tested, 1.5);
      return Optional.of(
          new RunRecord(
              run.recipe().name(),
              run.number(),
              run.budget().toString(),
              "MNIST",
              List.of(5_000, 1_000, 1_000),
              run.recipe().settings(),
              1,
              "0badcafe",
              Machine.current(1),
              1.5,
              List.of(last),
              List.of()));
    }
  }
}
