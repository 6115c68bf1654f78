package gradus.spark;

import gradus.report.ExperimentRun;
import gradus.report.WorkEstimate;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.Success$;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Prints a line for each run that has ended, and estimates the time left from the work done. */
final class TaskProgress extends SparkListener {
  private final List<ExperimentRun> runs;
  private final double[] work;
  private final double all;
  private final long start = System.nanoTime();
  private double done;
  private int ended;

  TaskProgress(List<ExperimentRun> runs) {
    this.runs = runs;
    work = runs.stream().mapToDouble(WorkEstimate::of).toArray();
    all = Arrays.stream(work).sum();
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    int index = end.taskInfo().index();
    if (!end.reason().equals(Success$.MODULE$)) {
      System.out.printf("%s was lost with its executor and is made again%n", runs.get(index));
      return;
    }
    done += work[index];
    ended++;
    double left = (System.nanoTime() - start) / 1e9 * (all - done) / done;
    System.out.printf(
        "[%d/%d] %s in %.1f s; %.0f s left%n",
        ended, runs.size(), runs.get(index), end.taskInfo().duration() / 1e3, left);
  }
}
