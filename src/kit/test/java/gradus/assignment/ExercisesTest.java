package gradus.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The exercises of the course accept their solutions and reject known mistakes. */
class ExercisesTest {
  private static final Pattern QUOTE = Pattern.compile("(?m)^> ((?:.+(?:\n> )?)+)");
  private static final Path ASSIGNMENTS = Path.of("notebooks", "assignments");

  static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(ASSIGNMENTS.resolve("source"))) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    }
  }

  private static final Map<Path, AssignmentValidation> VALIDATIONS = new TreeMap<>();

  /** Two at once, since a kernel leaves a processor idle half of its time. */
  @BeforeAll
  static void validate() throws Exception {
    try (ExecutorService workers = Executors.newFixedThreadPool(2)) {
      Map<Path, Future<AssignmentValidation>> running = new TreeMap<>();
      for (Path source : sources()) {
        Notebook notebook = Notebook.read(source);
        running.put(source, workers.submit(() -> AssignmentValidation.of(notebook)));
      }
      for (Map.Entry<Path, Future<AssignmentValidation>> entry : running.entrySet()) {
        VALIDATIONS.put(entry.getKey(), entry.getValue().get());
      }
    }
  }

  private static List<String> hints() {
    return VALIDATIONS.values().stream()
        .flatMap(validation -> validation.mutants().stream())
        .flatMap(mutant -> mutant.hints().stream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("sources")
  void solutionsEarnAllPointsTheReleaseNoneAndKnownMistakesAreNamed(Path source) {
    AssignmentValidation validation = Objects.requireNonNull(VALIDATIONS.get(source));
    assertEquals(List.of(), validation.problems());
    assertTrue(validation.mutants().size() >= 3 * validation.exercises());
  }

  @Test
  void theDiagnosisKnowsEveryMistakeThatItIsAskedAbout() {
    List<String> unknown =
        hints().stream().filter(hint -> hint.contains("No usual mistake")).toList();
    assertEquals(List.of(), unknown);
    assertTrue(hints().stream().filter(hint -> hint.contains("Likely: ")).count() > 40);
  }

  /** Each hint of the page is what a check says to a wrong answer, word for word. */
  @Test
  void theHintsThatTheReadmeShowsAreThoseOfTheChecks() throws IOException {
    String page = Files.readString(Path.of("notebooks", "README.md"));
    List<String> shown =
        QUOTE.matcher(page).results().map(quote -> quote.group(1).replace("\n> ", "\n")).toList();
    assertTrue(shown.size() >= 10, shown.size() + " hints are shown");
    List<String> said = hints();
    shown.forEach(hint -> assertTrue(said.contains(hint), "no check says: " + hint));
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
