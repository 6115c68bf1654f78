package gradus.bench;

import gradus.datasets.DataFolder;
import gradus.tensor.Engines;
import gradus.tensor.Precision;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The process that runs the library's own cases: it reads one line, does what it says, and answers
 * with one line, until there are no more.
 *
 * <p>{@code src/kit/bench/README.md} describes the lines, which other libraries' processes speak,
 * too.
 */
public final class Worker {
  private final PrintStream out;
  private Optional<Workload> workload = Optional.empty();

  private Worker(PrintStream out) {
    this.out = out;
  }

  /** Serves until standard input ends. */
  public static void main(String[] arguments) throws Exception {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var worker = new Worker(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      worker.answer(List.of(line.split(" ", -1)));
    }
  }

  private void answer(List<String> words) throws Exception {
    switch (words.getFirst()) {
      case "prepare" -> prepare(words.get(1));
      case "run" -> run(Integer.parseInt(words.get(1)));
      case "profile" ->
          say("profile %s", Profile.of(workload(), Integer.parseInt(words.get(1))).format());
      case "peak" -> say("peak %.1f %s", peak(words.get(1)), Engines.describe(Precision.SINGLE));
      default ->
          throw new IllegalArgumentException(
              "no command " + words + "; see src/kit/bench/README.md");
    }
  }

  private void prepare(String id) throws Exception {
    Case named = Cases.named(List.of(id)).getFirst();
    Workload ready = named.preparation().prepare(DataFolder.current());
    workload = Optional.of(ready);
    say(
        "ready %d %.0f %d",
        ready.imagesPerStep(), ready.operationsPerStep(), ready.stepsPerEpoch());
  }

  private Workload workload() {
    return workload.orElseThrow(() -> new IllegalStateException("prepare comes first"));
  }

  private void run(int steps) throws InterruptedException {
    Workload ready = workload();
    long start = System.nanoTime();
    double loss = ready.run(steps);
    say("ran %.6f %s", (System.nanoTime() - start) / 1e9, loss);
  }

  /** 0 where this JVM has no vectors to measure with. */
  private static double peak(String threads) throws Exception {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        ? PeakFma.measure(Integer.parseInt(threads))
        : 0;
  }

  private void say(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
