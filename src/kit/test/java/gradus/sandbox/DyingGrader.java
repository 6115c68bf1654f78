package gradus.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** A program that starts a kernel, prints the processes that belong to it, and never ends. */
final class DyingGrader {
  private DyingGrader() {}

  /**
   * Starts an endless cell.
   *
   * @param words the place of the isolation among those of the test, and a folder
   */
  public static void main(String[] words) throws Exception {
    List<Isolation> isolations = IsolationTest.tight().toList();
    var limits = new Limits(Duration.ofMinutes(10), 256);
    try (var kernel =
        new KernelProcess(isolations.get(Integer.parseInt(words[0])), limits, Path.of(words[1]))) {
      System.out.println(
          ProcessHandle.current()
              .descendants()
              .map(process -> String.valueOf(process.pid()))
              .collect(Collectors.joining(" ")));
      kernel.run(1, "while (true) {}");
    }
  }
}
