package gradus.report.experiments;

import gradus.report.RunRecord;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run of a search found, a line of its table.
 *
 * @param stage of the search
 * @param point the setting
 * @param seed of weights, sample and batches
 * @param dataSet the data set that it used
 * @param trainingAccuracy after the last epoch
 * @param validationAccuracy after the last epoch
 * @param validationLoss after the last epoch, NaN if it diverged
 * @param testAccuracy after the last epoch; nothing is chosen by it but to show what that does
 * @param testLoss after the last epoch, NaN if it diverged
 * @param seconds of training
 */
public record SearchRun(
    SearchStage stage,
    SearchPoint point,
    long seed,
    String dataSet,
    double trainingAccuracy,
    double validationAccuracy,
    double validationLoss,
    double testAccuracy,
    double testLoss,
    double seconds) {
  /** The best first: by validation accuracy, of equals by validation loss. */
  public static final Comparator<SearchRun> BY_VALIDATION =
      Comparator.comparingDouble(SearchRun::validationAccuracy)
          .reversed()
          .thenComparingDouble(SearchRun::validationLoss);

  /** The best first by the test images, as one must not choose. */
  public static final Comparator<SearchRun> BY_TEST =
      Comparator.comparingDouble(SearchRun::testAccuracy)
          .reversed()
          .thenComparingDouble(SearchRun::testLoss);

  /** The names of the columns. */
  static final String COLUMNS =
      "stage,learning rate,hidden units,weight decay,gamma,seed,data set,training accuracy,"
          + "validation accuracy,validation loss,test accuracy,test loss,seconds of training";

  static SearchRun of(SearchStage stage, SearchPoint point, RunRecord run) {
    var last = run.last();
    return new SearchRun(
        stage,
        point,
        run.seed(),
        run.dataSet(),
        last.training().accuracy(),
        last.validation().accuracy(),
        last.validation().loss(),
        last.test().accuracy(),
        last.test().loss(),
        run.seconds());
  }

  /** The line of a table. */
  String line() {
    return Stream.of(
            stage.name().toLowerCase(Locale.ROOT),
            point.rate(),
            point.hidden(),
            point.decay(),
            point.gamma(),
            seed,
            dataSet,
            trainingAccuracy,
            validationAccuracy,
            validationLoss,
            testAccuracy,
            testLoss,
            seconds)
        .map(String::valueOf)
        .collect(Collectors.joining(","));
  }

  /**
   * Reads the line of a table.
   *
   * @throws IllegalArgumentException if it is none
   */
  static SearchRun parse(String line) {
    List<String> cells = Arrays.asList(line.split(",", -1));
    int expected = COLUMNS.split(",", -1).length;
    if (cells.size() != expected) {
      throw new IllegalArgumentException("%d cells, expected %d".formatted(cells.size(), expected));
    }
    var point =
        new SearchPoint(
            Double.parseDouble(cells.get(1)),
            Integer.parseInt(cells.get(2)),
            Double.parseDouble(cells.get(3)),
            Double.parseDouble(cells.get(4)));
    double[] found = cells.subList(7, expected).stream().mapToDouble(Double::parseDouble).toArray();
    return new SearchRun(
        SearchStage.valueOf(cells.get(0).toUpperCase(Locale.ROOT)),
        point,
        Long.parseLong(cells.get(5)),
        cells.get(6),
        found[0],
        found[1],
        found[2],
        found[3],
        found[4],
        found[5]);
  }
}
