package gradus.report;

import gradus.course.Budget;
import gradus.data.Images;
import gradus.data.Split;
import gradus.datasets.DataFolder;
import gradus.tensor.Seed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How long runs will take, told from a few timed steps of each kind.
 *
 * @param folder where the data are
 * @param together how many runs share the machine; so many probes do as well
 */
public record Plan(DataFolder folder, int together) {
  /** Enough images for a probe. */
  private static final int IMAGES = 2_000;

  /** What a probe lasts, at least, after as long a warm-up. */
  private static final double SECONDS = 0.75;

  /** Images that a state is measured on beside validation and test, which have 10,000 each. */
  private static final int MEASURED = 22_000;

  /**
   * The runs of a recipe.
   *
   * @param recipe what is run
   * @param runs how often
   * @param steps of one run
   * @param secondsOfStep one step
   * @param secondsOfMark what measuring once takes
   * @param marks how often is measured
   */
  public record Line(
      Recipe recipe, int runs, long steps, double secondsOfStep, double secondsOfMark, int marks) {
    /** What one run takes. */
    public double secondsOfRun() {
      return steps * secondsOfStep + marks * secondsOfMark;
    }

    /** What all take, one after the other. */
    public double seconds() {
      return runs * secondsOfRun();
    }
  }

  private record Pace(double secondsOfStep, double secondsOfImage) {}

  /** A line for each recipe; those of one network and batch share a probe. */
  public List<Line> lines(List<Recipe> recipes, int seeds)
      throws IOException, InterruptedException {
    Map<List<String>, Pace> paces = new HashMap<>();
    List<Line> lines = new ArrayList<>();
    for (Recipe recipe : recipes) {
      List<String> kind = kind(recipe);
      if (!paces.containsKey(kind)) {
        paces.put(kind, pace(recipe));
      }
      lines.add(line(recipe, seeds, paces.get(kind)));
    }
    return lines;
  }

  private static List<String> kind(Recipe recipe) {
    var settings = recipe.settings();
    return List.of(
        settings.getOrDefault("network", ""),
        settings.getOrDefault("batch", ""),
        settings.getOrDefault("optimizer", ""),
        settings.getOrDefault("data", ""));
  }

  private static Line line(Recipe recipe, int seeds, Pace pace) {
    long perEpoch = Math.ceilDiv(recipe.trainingImages(), recipe.batch());
    int marks = 0;
    for (int epoch = 0; epoch <= recipe.epochs(); epoch++) {
      marks += recipe.isMeasuredAfter(epoch) ? 1 : 0;
    }
    return new Line(
        recipe,
        Math.min(seeds, recipe.repetitions()),
        perEpoch * recipe.epochs(),
        pace.secondsOfStep(),
        MEASURED * pace.secondsOfImage(),
        marks);
  }

  /** The slowest of several probes at once. */
  private Pace pace(Recipe recipe) throws IOException, InterruptedException {
    Split split =
        recipe.split().rule().apply(recipe.data().read(folder), new Seed(1)).first(IMAGES, 1, 1);
    try (ExecutorService pool = Executors.newFixedThreadPool(together)) {
      Callable<Pace> probe = () -> probe(recipe, split);
      List<Pace> paces = new ArrayList<>();
      for (Future<Pace> one : pool.invokeAll(java.util.Collections.nCopies(together, probe))) {
        paces.add(one.get());
      }
      return new Pace(
          paces.stream().mapToDouble(Pace::secondsOfStep).max().orElseThrow(),
          paces.stream().mapToDouble(Pace::secondsOfImage).max().orElseThrow());
    } catch (ExecutionException e) {
      throw new IOException(recipe.name() + " cannot be probed: " + e.getCause(), e.getCause());
    }
  }

  private static Pace probe(Recipe recipe, Split split) throws InterruptedException {
    Images some = split.training();
    var tuition =
        new RunTrainer(
            recipe,
            new Seed(1),
            BudgetLimits.of(Budget.REPORT),
            new Split(some, some, some.first(1)));
    secondsOfStep(tuition);
    double step = secondsOfStep(tuition);
    Stopwatch watch = Stopwatch.started();
    tuition.mark(0);
    return new Pace(step, watch.seconds() / (2.0 * some.count()));
  }

  private static double secondsOfStep(RunTrainer tuition) throws InterruptedException {
    Stopwatch watch = Stopwatch.started();
    int steps = 0;
    double seconds = 0;
    while (seconds < SECONDS) {
      tuition.steps(5);
      steps += 5;
      seconds = watch.seconds();
    }
    return seconds / steps;
  }
}
