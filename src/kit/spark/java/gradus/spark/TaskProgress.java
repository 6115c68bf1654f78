package gradus.spark;

import gradus.report.ExperimentRun;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.Success$;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Prints a line for each run that has ended, and estimates the time left from the work done. */
final class TaskProgress extends SparkListener {
  /** How long lines may follow the last result, in seconds. */
  private static final int LATEST = 10;

  private final List<ExperimentRun> runs;
  private final Map<ExperimentRun, Double> work;
  private final CountDownLatch open;
  private final double all;
  private final long start = System.nanoTime();
  private double done;

  /** For these runs, one a task, and the work of each. */
  TaskProgress(List<ExperimentRun> runs, Map<ExperimentRun, Double> work) {
    this.runs = runs;
    this.work = work;
    open = new CountDownLatch(runs.size());
    all = work.values().stream().mapToDouble(one -> one).sum();
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    ExperimentRun run = runs.get(end.taskInfo().index());
    if (!end.reason().equals(Success$.MODULE$)) {
      System.out.printf("%s was lost with its executor and is made again%n", run);
      return;
    }
    done += work.getOrDefault(run, 0.0);
    open.countDown();
    double left = (System.nanoTime() - start) / 1e9 * (all - done) / done;
    System.out.printf(
        "[%d/%d] %s in %.2f s; %.0f s left%n",
        runs.size() - open.getCount(), runs.size(), run, end.taskInfo().duration() / 1e3, left);
  }

  /** Waits for the line of the last run: Spark reports ends a moment after it has the results. */
  void awaitEnd() throws InterruptedException {
    open.await(LATEST, TimeUnit.SECONDS);
  }
}
