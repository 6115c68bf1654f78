package gradus.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How far a campaign has come, and how long the rest may take. */
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

  /** How much a run has to compute; runs of one recipe have as much. */
  double work(ExperimentRun run) {
    return workOfRecipe.computeIfAbsent(run.recipe().name(), name -> run.work());
  }

  synchronized void reached(ExperimentRun run, int epoch) {
    int all = BudgetLimits.of(run.budget()).epochs(run.recipe());
    done.put(run, work(run) * Math.min(1, (double) epoch / all));
  }

  synchronized void ended(ExperimentRun run) {
    done.put(run, work(run));
    ended++;
  }

  /** How many runs there are. */
  public int runs() {
    return runs;
  }

  /** How many of them have ended. */
  public synchronized int ended() {
    return ended;
  }

  /** The share of all work that is done, from 0 to 1. */
  public synchronized double share() {
    return total == 0 ? 1 : done.values().stream().mapToDouble(v -> v).sum() / total;
  }

  /** Seconds since the campaign began. */
  public double secondsSoFar() {
    return (System.nanoTime() - start) / 1e9;
  }

  /** Seconds that the rest takes, if it goes on like this. */
  public double secondsLeft() {
    double share = share();
    return share > 0 ? secondsSoFar() * (1 - share) / share : Double.NaN;
  }
}
