package gradus.cli;

import gradus.datasets.download.DownloadProgress;
import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows a download as a progress bar in a terminal, elsewhere as one line. */
final class ConsoleProgress implements DownloadProgress {
  private static final int MEGABYTE = 1 << 20;

  private final PrintWriter out;
  private Optional<ProgressBar> bar = Optional.empty();

  ConsoleProgress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begin(String name, long bytes) {
    if (isTerminal()) {
      bar =
          Optional.of(
              new ProgressBarBuilder()
                  .setTaskName(name)
                  .setInitialMax(bytes)
                  .setUnit(" MB", MEGABYTE)
                  .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                  .showSpeed()
                  .build());
    } else {
      out.printf("Fetching %s (%.1f MB)%n", name, bytes / (double) MEGABYTE);
      out.flush();
    }
  }

  @Override
  public void at(long bytes) {
    bar.ifPresent(shown -> shown.stepTo(bytes));
  }

  @Override
  public void end() {
    bar.ifPresent(ProgressBar::close);
    bar = Optional.empty();
  }

  /** Whether standard output is a terminal, where a line can be overwritten. */
  static boolean isTerminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }
}
