package gradus.cli;

import gradus.report.EpochRecord;
import gradus.report.ExperimentRun;
import gradus.report.ExperimentRunner;
import gradus.report.RunProgress;
import gradus.report.RunRecord;
import java.io.PrintWriter;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * Prints a line for each finished run and the progress in between: in a terminal as a bar,
 * elsewhere as a line a minute.
 */
final class ReportProgress implements ExperimentRunner.Listener, AutoCloseable {
  private static final int PARTS = 1_000;
  private static final long MINUTE = 60_000_000_000L;

  private final PrintWriter out;
  private Optional<ProgressBar> bar = Optional.empty();
  private long lastLine = System.nanoTime();

  ReportProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public synchronized void begin(RunProgress progress, int recorded) {
    out.printf("%,d runs to make, %,d recorded already%n", progress.runs(), recorded);
    out.flush();
    if (ConsoleProgress.isTerminal()) {
      bar =
          Optional.of(
              new ProgressBarBuilder()
                  .setTaskName("report")
                  .setInitialMax(PARTS)
                  .hideEta()
                  .clearDisplayOnFinish()
                  .build());
    }
  }

  @Override
  public synchronized void epoch(
      ExperimentRun run, int epoch, EpochRecord latest, RunProgress progress) {
    String state =
        "%s left; %s: epoch %d, test accuracy %.2f %%"
            .formatted(left(progress), run, epoch, 100 * latest.test().accuracy());
    bar.ifPresent(
        shown -> {
          shown.stepTo((long) (PARTS * progress.share()));
          shown.setExtraMessage(state);
        });
    if (bar.isEmpty() && System.nanoTime() - lastLine > MINUTE) {
      say(state);
    }
  }

  private void say(String line) {
    out.println(line);
    out.flush();
    lastLine = System.nanoTime();
  }

  @Override
  public synchronized void end(ExperimentRun run, RunRecord written, RunProgress progress) {
    say(
        "[%d/%d] %s: test accuracy %.2f %% in %.1f s of training; %s left"
            .formatted(
                progress.ended(),
                progress.runs(),
                run,
                100 * written.last().test().accuracy(),
                written.seconds(),
                left(progress)));
  }

  private static String left(RunProgress progress) {
    double seconds = progress.secondsLeft();
    if (Double.isNaN(seconds)) {
      return "an unknown time";
    }
    return seconds < 90 ? "%.0f s".formatted(seconds) : "%.0f min".formatted(seconds / 60);
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
  }
}
