package gradus.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelProcessTest {
  /** A cell whose value has a method of its own that makes its text. */
  private static final String CELL =
      """
      class Answer {
        public String toString() {
          %s
        }
      }
      new Answer()
      """;

  @Test
  void theTextOfAValueIsTheCellsOwnCode(@TempDir Path folder) throws Exception {
    var limits = new Limits(Duration.ofSeconds(2), 256);
    try (var kernel = new KernelProcess(new Isolation.None(), limits, folder)) {
      Outcome failed = kernel.run(1, CELL.formatted("throw new AssertionError(\"no text\");"));
      assertEquals("AssertionError: no text", failed.error().orElse("") + ": " + failed.message());
      Outcome late = kernel.run(2, CELL.formatted("while (true) {}"));
      assertTrue(late.isLate());
      assertEquals(Optional.of("3"), kernel.run(3, "1 + 2").value());
    }
  }
}
