package gradus.report.experiments;

import gradus.course.Budget;
import gradus.report.Campaign;
import gradus.report.ExperimentRun;
import gradus.tensor.Seed;
import gradus.training.SearchSpace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The search around R3's grid: random settings all over the space, then others around the best of
 * them, chosen by the validation images. Each run has seed 1. In the end the best by validation,
 * and those that the test images would have chosen, are trained again with other seeds.
 *
 * @param coarse the number of points all over the space
 * @param fine the number of points around the best
 * @param seeds how often the chosen are trained again, with the seeds from 2 on
 * @param budget of a run
 */
public record CoarseToFine(int coarse, int fine, int seeds, Budget budget) {
  /** The number of coarse points that fine ones lie around. */
  static final int CENTRES = 10;

  /** The number of points that are trained again, by validation and by test. */
  static final int FINALISTS = 10;

  /** The part of each range in which fine points lie. */
  private static final double SHARE = 0.2;

  /** A run that the search asks for. */
  private record Wanted(SearchStage stage, SearchPoint point, long seed) {
    ExperimentRun run(Budget search) {
      return new ExperimentRun(point.recipe(), seed, stage.budget(search));
    }
  }

  /**
   * Searches, and goes on where a table or records of an earlier search end.
   *
   * @param campaign makes the runs
   * @param file of the table, written after each stage
   * @throws IOException if a run fails, or the table is of another search
   */
  public SearchTable run(Campaign campaign, Path file) throws IOException, InterruptedException {
    SearchTable table = SearchTable.read(file, budget);
    for (SearchStage stage : SearchStage.values()) {
      List<Wanted> missing = new ArrayList<>();
      for (Wanted one : wanted(stage, table)) {
        if (table.find(stage, one.point(), one.seed()).isEmpty()) {
          missing.add(one);
        }
      }
      if (!missing.isEmpty()) {
        campaign.make(missing.stream().map(one -> one.run(budget)).toList());
        table = table.and(found(missing, campaign));
        table.write(file);
      }
    }
    return table;
  }

  private List<SearchRun> found(List<Wanted> made, Campaign campaign) throws IOException {
    List<SearchRun> found = new ArrayList<>();
    for (Wanted one : made) {
      var run = campaign.find(one.run(budget));
      found.add(SearchRun.of(one.stage(), one.point(), run.orElseThrow()));
    }
    return found;
  }

  private List<Wanted> wanted(SearchStage stage, SearchTable table) {
    return switch (stage) {
      case COARSE -> once(stage, coarsePoints());
      case FINE -> once(stage, finePoints(searched(table, SearchStage.COARSE)));
      case AGAIN ->
          finalists(
                  Stream.of(SearchStage.COARSE, SearchStage.FINE)
                      .flatMap(one -> searched(table, one).stream())
                      .toList())
              .stream()
              .flatMap(
                  point ->
                      LongStream.rangeClosed(2, seeds + 1L)
                          .mapToObj(seed -> new Wanted(stage, point, seed)))
              .toList();
    };
  }

  private static List<Wanted> once(SearchStage stage, List<SearchPoint> points) {
    return points.stream().map(point -> new Wanted(stage, point, 1)).toList();
  }

  /** The runs of a stage that this search asks for; a table may have more. */
  private List<SearchRun> searched(SearchTable table, SearchStage stage) {
    Set<Wanted> asked = new HashSet<>(wanted(stage, table));
    return table.of(stage).stream()
        .filter(run -> asked.contains(new Wanted(stage, run.point(), run.seed())))
        .toList();
  }

  /** Points all over the space; the first ones do not depend on their number. */
  List<SearchPoint> coarsePoints() {
    return points(SearchPoint.SPACE, new Seed(1), 2 * coarse).distinct().limit(coarse).toList();
  }

  /** Points around the best coarse ones by validation, in turn, none of them known. */
  List<SearchPoint> finePoints(List<SearchRun> known) {
    List<SearchPoint> centres = best(known, SearchRun.BY_VALIDATION, CENTRES);
    Set<SearchPoint> taken = new HashSet<>(known.stream().map(SearchRun::point).toList());
    List<SearchPoint> chosen = new ArrayList<>();
    for (int i = 0; i < centres.size(); i++) {
      int count = fine * (i + 1) / centres.size() - fine * i / centres.size();
      SearchSpace near = SearchPoint.SPACE.around(centres.get(i).setting(), SHARE);
      points(near, new Seed(2 + i), 2 * count).filter(taken::add).limit(count).forEach(chosen::add);
    }
    return chosen;
  }

  /** The best points by validation, then those of the best by test that are not among them. */
  static List<SearchPoint> finalists(List<SearchRun> searched) {
    return Stream.of(SearchRun.BY_VALIDATION, SearchRun.BY_TEST)
        .flatMap(order -> best(searched, order, FINALISTS).stream())
        .distinct()
        .toList();
  }

  private static List<SearchPoint> best(
      List<SearchRun> runs, Comparator<SearchRun> order, int count) {
    return runs.stream().sorted(order).limit(count).map(SearchRun::point).toList();
  }

  private static Stream<SearchPoint> points(SearchSpace space, Seed seed, int count) {
    return space.random(count, seed).stream().map(SearchPoint::of);
  }
}
