package gradus.cli;

import gradus.report.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option of commands that read the reports' records. */
final class RecordsOptions {
  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where records lie, instead of notebooks/reports/results.")
  private Optional<Path> results = Optional.empty();

  Results records() throws IOException {
    return results.isPresent() ? new Results(results.get()) : Results.ofKit();
  }
}
