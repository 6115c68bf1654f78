package gradus.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The exercises of the course: that they can be solved, and not be solved wrongly. */
class ExercisesTest {
  private static final Path ASSIGNMENTS = Path.of("notebooks", "assignments");

  static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(ASSIGNMENTS.resolve("source"))) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void solutionsEarnAllPointsTheReleaseNoneAndKnownMistakesAreNamed(Path source) throws Exception {
    Proof proof = Proof.of(Notebook.read(source));
    assertEquals(List.of(), proof.problems());
    assertTrue(proof.variants() >= 3 * proof.exercises());
  }

  @ParameterizedTest
  @MethodSource("sources")
  void theReleaseIsWhatTheSourceMakesIt(Path source) throws IOException {
    Path release =
        ASSIGNMENTS.resolve("release").resolve(ASSIGNMENTS.resolve("source").relativize(source));
    assertEquals(
        Release.of(Notebook.read(source)).toJson(),
        Files.readString(release),
        "run ./gradus release " + source.getParent().getFileName());
  }

  @ParameterizedTest
  @MethodSource("sources")
  void aSourceIsWrittenAsJupyterWritesIt(Path source) throws IOException {
    assertEquals(Files.readString(source), Notebook.read(source).toJson());
  }
}
