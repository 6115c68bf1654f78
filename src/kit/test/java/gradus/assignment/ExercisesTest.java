package gradus.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.exercise.ExerciseData;
import gradus.exercise.ExerciseFile;
import gradus.exercise.KnownMistake;
import gradus.notebook.Notebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The exercises of the course accept their solutions, and reject and name known mistakes. */
class ExercisesTest {
  private static final Path NOTEBOOKS = Path.of("notebooks");
  private static final Path ASSIGNMENTS = NOTEBOOKS.resolve("assignments");
  private static final Path COMPILED = Path.of("src/kit/main/resources/gradus/exercise");

  static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(ASSIGNMENTS.resolve("source"))) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    }
  }

  static List<ExerciseSources> exercises() throws IOException {
    return ExerciseSources.below(
        List.of(Path.of("src/kit/main/exercises"), ASSIGNMENTS.resolve("source")), "");
  }

  /** Two mistakes at once are left to the command, since they take most of the time. */
  @ParameterizedTest
  @MethodSource("exercises")
  void everyCheckIsProved(ExerciseSources sources) throws Exception {
    try (var compiler = new ExerciseCompiler(sources, NOTEBOOKS, false)) {
      List<String> problems = new ArrayList<>();
      for (ExerciseProof proof : compiler.compile()) {
        proof.problems().forEach(problem -> problems.add(proof.id() + ": " + problem));
      }
      assertEquals(List.of(), problems);
      assertTrue(!sources.exercises().isEmpty(), sources.notebook());
      for (Map.Entry<Path, String> file : compiler.files().entrySet()) {
        String committed = Files.readString(COMPILED.resolve(file.getKey()));
        assertEquals(
            file.getValue(),
            file.getKey().startsWith("index") ? committed : withoutPairs(committed),
            "out of date; run ./gradus exercises " + sources.notebook());
      }
    }
  }

  private static String withoutPairs(String json) {
    ExerciseData exercise = ExerciseFile.exercise(json);
    List<KnownMistake> singles =
        exercise.mistakes().stream().filter(known -> known.mistakes().size() == 1).toList();
    return ExerciseFile.toJson(exercise.with(exercise.cases(), singles));
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
