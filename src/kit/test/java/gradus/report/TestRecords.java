package gradus.report;

import gradus.course.Budget;
import gradus.data.Npz;
import gradus.training.Evaluation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Records with chosen accuracies, for tests. */
public final class TestRecords {
  private final Results results;

  /** Records in a folder. */
  public TestRecords(Path folder) {
    results = new Results(folder);
  }

  /** The comparison with these records. */
  public ReportComparison comparison() {
    return new ReportComparison(results, Budget.REPORT);
  }

  /** Writes one record for each accuracy, with the seeds 1, 2, …. */
  public void write(Recipe recipe, double... accuracies) throws IOException {
    for (int i = 0; i < accuracies.length; i++) {
      write(recipe, run(recipe, i + 1, accuracies[i], "MNIST"));
    }
  }

  void write(Recipe recipe, RunRecord run) throws IOException {
    results.write(recipe, Budget.REPORT, run, Npz.empty());
  }

  Results results() {
    return results;
  }

  static RunRecord run(Recipe recipe, long seed, double accuracy, String dataSet) {
    Evaluation some = new Evaluation(0.25, accuracy);
    double none = Double.NaN;
    var before = new EpochRecord(0, 0, 0.1, none, none, none, some, Evaluation.absent(), some, 0);
    var after = new EpochRecord(1, 600, 0.1, 0.5, 0.75, 0.5, some, some, some, 1.5);
    return new RunRecord(
        recipe.name(),
        seed,
        "report",
        dataSet,
        List.of(50_000, 10_000, 10_000),
        recipe.settings(),
        795_010,
        "0badcafe",
        Machine.current(1),
        1.5,
        List.of(before, after),
        List.of(new LossWindow(600, 0.5, 0.75)));
  }
}
