package gradus.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The progress of many runs, and an estimate of the time left. */
public final class RunProgress {
  private final Map<String, Double> workOfRecipe = new HashMap<>();
  private final Map<ExperimentRun, Double> done = new HashMap<>();
  private final int runs;
  private final double total;
  private final long start = System.nanoTime();
  private int ended;

  RunProgress(List<ExperimentRun> runs) {
    this.runs = runs.size();
    total = runs.stream().mapToDouble(this::work).sum();
  }

  /** The work of a run; all runs of a recipe have the same. */
  double work(ExperimentRun run) {
    return workOfRecipe.computeIfAbsent(run.recipe().name(), name -> WorkEstimate.of(run));
  }

  synchronized void reached(ExperimentRun run, int epoch) {
    done.put(run, work(run) * Math.min(1, (double) epoch / run.epochs()));
  }

  synchronized void ended(ExperimentRun run) {
    done.put(run, work(run));
    ended++;
  }

  /** The number of runs. */
  public int runs() {
    return runs;
  }

  /** The number of runs that have ended. */
  public synchronized int ended() {
    return ended;
  }

  /** The share of all work that is done, from 0 to 1. */
  public synchronized double share() {
    return total == 0 ? 1 : done.values().stream().mapToDouble(v -> v).sum() / total;
  }

  /** Seconds since the first run began. */
  public double secondsSoFar() {
    return (System.nanoTime() - start) / 1e9;
  }

  /** Estimated seconds until the last run ends; NaN while nothing is done. */
  public double secondsLeft() {
    double share = share();
    return share > 0 ? secondsSoFar() * (1 - share) / share : Double.NaN;
  }
}
