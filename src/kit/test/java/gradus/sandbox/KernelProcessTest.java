package gradus.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({"threads, ProcessLimit", "processes, ProcessLimit", "memory, MemoryLimit"})
  void whatFloodsTheMachineEndsAndIsNamed(String attack, String limit, @TempDir Path folder)
      throws Exception {
    Isolation isolation = AvailableIsolation.best().orElseGet(Isolation.None::new);
    try (var kernel =
        new KernelProcess(isolation, new Limits(Duration.ofSeconds(30), 256), folder)) {
      Outcome outcome =
          kernel.run(
              1, "gradus.sandbox.SandboxProbe.main(new String[] {\"%s\"})".formatted(attack));
      assertEquals(Optional.of(limit), outcome.error());
      assertTrue(outcome.kernelDied());
      assertEquals("KernelEnded", kernel.run(2, "1").error().orElse(""));
    }
  }

  @Test
  void aFullHeapIsNamed(@TempDir Path folder) throws Exception {
    var limits = new Limits(Duration.ofSeconds(30), 64);
    try (var kernel = new KernelProcess(new Isolation.None(), limits, folder)) {
      Outcome outcome =
          kernel.run(
              1, "var all = new ArrayList<int[]>(); while (true) all.add(new int[1 << 20]);");
      assertEquals(Optional.of("MemoryLimit"), outcome.error());
    }
  }

  @Test
  void whatAKernelLeavesIsDeleted(@TempDir Path folder) throws Exception {
    Path home;
    try (var kernel =
        new KernelProcess(new Isolation.None(), new Limits(Duration.ofSeconds(5), 256), folder)) {
      String write =
          """
          import java.nio.file.*;
          Path home = Path.of(System.getenv("HOME"));
          Files.writeString(Files.createDirectory(home.resolve("inner")).resolve("file"), "x");
          home
          """;
      home = Path.of(kernel.run(1, write).value().orElseThrow());
      assertTrue(Files.exists(home.resolve("inner").resolve("file")));
    }
    assertTrue(Files.notExists(home));
  }

  @Test
  void aValueThatIsTooLongToReadCostsItsCellOnly(@TempDir Path folder) throws Exception {
    var limits = new Limits(Duration.ofSeconds(20), 256);
    try (var kernel = new KernelProcess(new Isolation.None(), limits, folder)) {
      Outcome large = kernel.run(1, "new String(new char[400_000])");
      assertEquals(Optional.of("UnreadableAnswer"), large.error());
      assertEquals(
          "what the cell printed or returned is too long to be read", large.byType().hint());
      assertEquals(Optional.of("42"), kernel.run(2, "6 * 7").value());
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux tells of a process by files")
  void aProcessIsCountedWhateverItCallsItself() throws Exception {
    Process renamed =
        new ProcessBuilder("sh", "-c", "printf '\\377' > /proc/$$/comm; echo ready; read line")
            .start();
    renamed.inputReader().readLine();
    assertTrue(Usage.of(renamed).bytes() > 0);
    renamed.destroyForcibly();
  }

  @Test
  void onlyTypesThatEverybodyKnowsAreNamed() {
    assertEquals("ArithmeticException", Outcome.known("ArithmeticException"));
    assertEquals("MatrixDimensionException", Outcome.known("MatrixDimensionException"));
    assertEquals("UnresolvedReference", Outcome.known("UnresolvedReference"));
    assertEquals("an exception", Outcome.known("E_1_234_5"));
    assertEquals("an exception", Outcome.known("String"));
  }
}
