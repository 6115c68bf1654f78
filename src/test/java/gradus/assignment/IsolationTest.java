package gradus.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a submission can reach. */
class IsolationTest {
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(10), 256);

  static Stream<Isolation> tight() {
    return Stream.of(new Bubblewrap(), new Namespaces());
  }

  @ParameterizedTest
  @MethodSource("tight")
  void aSubmissionSeesItsOwnFolderAndNothingElse(Isolation isolation, @TempDir Path class_)
      throws Exception {
    assumeTrue(Isolation.works(isolation), isolation + " does not work here");
    Path alice = Files.createDirectories(class_.resolve("alice"));
    Path bob = Files.createDirectories(class_.resolve("bob"));
    Files.writeString(alice.resolve("mine.txt"), "hers");
    Files.writeString(bob.resolve("answer.txt"), "42");
    try (var kernel = new KernelProcess(isolation, LIMITS, alice)) {
      Outcome outcome = kernel.run(1, probe(bob));
      assertEquals("", outcome.message() + outcome.details());
      assertEquals(
          List.of("own true", "other false", "write false", "network false", "processes true"),
          outcome.standardOutput().lines().toList());
    }
    assertTrue(Files.notExists(alice.resolve("written.txt")));
  }

  @Test
  void whereNothingIsOfferedTheHomeIsEmptyAndThereIsAWarning(@TempDir Path folder)
      throws Exception {
    var none = new Isolation.None();
    assertTrue(none.warning().orElseThrow().startsWith("Warning: this system offers no isolation"));
    assertEquals(Optional.empty(), new Bubblewrap().warning());
    try (var kernel = new KernelProcess(none, LIMITS, folder)) {
      Outcome outcome =
          kernel.run(
              1,
              "System.out.println(new java.io.File(System.getenv(\"HOME\")).list().length + \" \" + System.getenv(\"USER\"));");
      assertEquals("0 null", outcome.standardOutput().strip());
    }
  }

  @Test
  void aNotebookFullOfEndlessLoopsComesToAnEnd(@TempDir Path folder) throws Exception {
    Cell endless = Notebooks.test("late", 1, "while (true) {}");
    var limits = new Limits(Duration.ofMillis(200), 256);
    try (var run = new Run(new Isolation.None(), limits, folder)) {
      List<String> errors = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        errors.add(run.run(endless).error().orElse(""));
      }
      assertEquals("TimeLimit", errors.getFirst());
      assertEquals("NotRun", errors.getLast());
    }
  }

  private static String probe(Path other) {
    return """
        import java.nio.file.*;
        boolean works(java.util.concurrent.Callable<?> action) {
          try {
            action.call();
            return true;
          } catch (Exception e) {
            return false;
          }
        }
        System.out.println("own " + works(() -> Files.readString(Path.of("mine.txt"))));
        System.out.println("other " + works(() -> Files.readString(Path.of("%s/answer.txt"))));
        System.out.println("write " + works(() -> Files.writeString(Path.of("written.txt"), "x")));
        System.out.println("network " + works(() -> new java.net.Socket("127.0.0.1", %d)));
        System.out.println("processes " + (ProcessHandle.allProcesses().count() <= 3));
        """
        .formatted(other, openPort());
  }

  @SuppressWarnings("resource") // stays open while the test runs
  private static int openPort() {
    try {
      return new java.net.ServerSocket(0).getLocalPort();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
