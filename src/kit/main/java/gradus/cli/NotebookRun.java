package gradus.cli;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import gradus.course.Budget;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Executes notebooks one at a time, each in its own kernel, and shows the progress. */
record NotebookRun(Kit kit, Jupyter jupyter, Budget budget, int cellSeconds, PrintWriter out) {
  /** Executes a notebook and returns a message for each failure. */
  List<String> execute(Path notebook, Path executed, Path page)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    ProcessBuilder builder =
        jupyter.command(
            kit,
            List.of(
                kit.executor().toString(),
                notebook.toAbsolutePath().toString(),
                executed.toAbsolutePath().toString(),
                page.toAbsolutePath().toString(),
                Integer.toString(cellSeconds)));
    builder.environment().put("GRADUS_BUDGET", budget.toString());
    builder.environment().put("GRADUS_CLAIMS", "strict");
    builder.environment().put("GRADUS_PROGRESS", "off");
    Path log = Files.createTempFile("gradus-run", ".log");
    Process process = builder.redirectError(log.toFile()).start();
    Optional<End> end = follow(notebook, process);
    int code = process.waitFor();
    List<String> messages =
        end.map(End::failures)
            .orElseGet(
                () ->
                    List.of(
                        "the executor ended with code %d; its messages are in %s"
                            .formatted(code, log)));
    if (end.isPresent()) {
      Files.delete(log);
    }
    out.printf(
        "%s  %s in %.1f s%s%n",
        messages.isEmpty() ? "ok" : "FAILED",
        notebook.getFileName(),
        (System.nanoTime() - start) / 1e9,
        end.map(End::executed)
            .filter(written -> !messages.isEmpty() && !written.isEmpty())
            .map("; see "::concat)
            .orElse(""));
    out.flush();
    return messages.stream().map(message -> notebook.getFileName() + ", " + message).toList();
  }

  /**
   * What the executor says last.
   *
   * @param executed the file that it wrote
   */
  private record End(List<String> failures, String executed) {}

  private Optional<End> follow(Path notebook, Process process) throws IOException {
    Optional<End> end = Optional.empty();
    try (BufferedReader events = process.inputReader(StandardCharsets.UTF_8);
        ProgressBar bar = bar(notebook)) {
      for (String line = events.readLine(); line != null; line = events.readLine()) {
        if (!line.startsWith("{")) {
          continue;
        }
        JsonObject event = new Gson().fromJson(line, JsonObject.class);
        switch (event.get("event").getAsString()) {
          case "start" -> bar.maxHint(event.get("cells").getAsLong());
          case "cell" -> bar.step();
          default -> end = Optional.of(new Gson().fromJson(event, End.class));
        }
      }
    }
    return end;
  }

  private static ProgressBar bar(Path notebook) {
    ProgressBarBuilder builder =
        new ProgressBarBuilder()
            .setTaskName(String.valueOf(notebook.getFileName()))
            .setUnit(" cells", 1)
            .clearDisplayOnFinish();
    if (!ConsoleProgress.isTerminal()) {
      builder.setConsumer(new DelegatingProgressBarConsumer(line -> {}));
    }
    return builder.build();
  }
}
