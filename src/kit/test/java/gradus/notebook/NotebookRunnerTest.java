package gradus.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gradus.sandbox.Isolation;
import gradus.sandbox.Limits;
import gradus.sandbox.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The time that the cells of a notebook may take together. */
class NotebookRunnerTest {
  @Test
  void cellsThatAreEachInTimeMayNotTakeAnyTimeTogether(@TempDir Path folder) throws Exception {
    var limits = new Limits(Duration.ofSeconds(5), 256, Duration.ofSeconds(6), false);
    Cell sleeping = Notebooks.test("asleep", 1, "Thread.sleep(3000);");
    try (var runner = new NotebookRunner(new Isolation.None(), limits, folder)) {
      List<String> errors = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        Outcome outcome = runner.run(sleeping);
        errors.add(outcome.error().map(error -> error + ": " + outcome.hint()).orElse("right"));
      }
      assertEquals("right", errors.getFirst());
      assertEquals(
          "NotebookLimit: Not run: the cells before it took more than 6 seconds together.",
          errors.getLast());
    }
  }

  @Test
  void aNotebookFullOfEndlessLoopsEnds(@TempDir Path folder) throws Exception {
    Cell endless = Notebooks.test("late", 1, "while (true) {}");
    var limits = new Limits(Duration.ofMillis(200), 256);
    try (var runner = new NotebookRunner(new Isolation.None(), limits, folder)) {
      List<String> errors = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        errors.add(runner.run(endless).error().orElse(""));
      }
      assertEquals("TimeLimit", errors.getFirst());
      assertEquals("NotRun", errors.getLast());
    }
  }
}
