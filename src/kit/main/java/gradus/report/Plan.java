package gradus.report;

import gradus.course.Budget;
import gradus.data.Images;
import gradus.data.Split;
import gradus.datasets.DataFolder;
import gradus.tensor.Seed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Estimates how long runs will take, from a few timed steps of each network.
 *
 * @param folder of the data
 * @param concurrency the number of runs at a time, and of probes
 */
public record Plan(DataFolder folder, int concurrency) {
  /** Images of a probe. */
  private static final int IMAGES = 2_000;

  /** The shortest probe, after a warm-up of the same length. */
  private static final double SECONDS = 0.75;

  /** Images of one measurement: 10,000 for validation, 10,000 for test, 2,000 for training. */
  private static final int MEASURED = 22_000;

  /**
   * The runs of a recipe.
   *
   * @param recipe the recipe
   * @param runs the number of runs
   * @param steps of one run
   * @param secondsOfStep of one step
   * @param secondsOfMeasurement of one measurement
   * @param measurements of one run
   */
  public record Line(
      Recipe recipe,
      int runs,
      long steps,
      double secondsOfStep,
      double secondsOfMeasurement,
      int measurements) {
    /** Seconds of one run. */
    public double secondsOfRun() {
      return steps * secondsOfStep + measurements * secondsOfMeasurement;
    }

    /** Seconds of all runs, one after the other. */
    public double seconds() {
      return runs * secondsOfRun();
    }
  }

  private record StepTime(double secondsOfStep, double secondsOfImage) {}

  /** A line for each recipe; those of one network and batch share a probe. */
  public List<Line> lines(List<Recipe> recipes, int seeds)
      throws IOException, InterruptedException {
    Map<List<String>, StepTime> times = new HashMap<>();
    List<Line> lines = new ArrayList<>();
    for (Recipe recipe : recipes) {
      List<String> kind = kind(recipe);
      if (!times.containsKey(kind)) {
        times.put(kind, stepTime(recipe));
      }
      lines.add(line(recipe, seeds, times.get(kind)));
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

  private static Line line(Recipe recipe, int seeds, StepTime time) {
    long perEpoch = Math.ceilDiv(recipe.trainingImages(), recipe.batch());
    long measurements =
        IntStream.rangeClosed(0, recipe.epochs()).filter(recipe::isMeasuredAfter).count();
    return new Line(
        recipe,
        Math.min(seeds, recipe.repetitions()),
        perEpoch * recipe.epochs(),
        time.secondsOfStep(),
        MEASURED * time.secondsOfImage(),
        (int) measurements);
  }

  /** The slowest of several probes at once. */
  private StepTime stepTime(Recipe recipe) throws IOException, InterruptedException {
    Split split =
        recipe.split().rule().apply(recipe.data().read(folder), new Seed(1)).first(IMAGES, 1, 1);
    try (ExecutorService pool = Executors.newFixedThreadPool(concurrency)) {
      Callable<StepTime> probe = () -> probe(recipe, split);
      List<StepTime> times = new ArrayList<>();
      for (Future<StepTime> one : pool.invokeAll(Collections.nCopies(concurrency, probe))) {
        times.add(one.get());
      }
      return new StepTime(
          times.stream().mapToDouble(StepTime::secondsOfStep).max().orElseThrow(),
          times.stream().mapToDouble(StepTime::secondsOfImage).max().orElseThrow());
    } catch (ExecutionException e) {
      throw new IOException(recipe.name() + " cannot be probed: " + e.getCause(), e.getCause());
    }
  }

  private static StepTime probe(Recipe recipe, Split split) throws InterruptedException {
    Images some = split.training();
    var trainer =
        new RunTrainer(
            recipe,
            new Seed(1),
            BudgetLimits.of(Budget.REPORT),
            new Split(some, some, some.first(1)));
    secondsOfStep(trainer);
    double step = secondsOfStep(trainer);
    Stopwatch watch = Stopwatch.started();
    trainer.measure(0);
    return new StepTime(step, watch.seconds() / (2.0 * some.count()));
  }

  private static double secondsOfStep(RunTrainer trainer) throws InterruptedException {
    Stopwatch watch = Stopwatch.started();
    int steps = 0;
    double seconds = 0;
    while (seconds < SECONDS) {
      trainer.trainSteps(5);
      steps += 5;
      seconds = watch.seconds();
    }
    return seconds / steps;
  }
}
