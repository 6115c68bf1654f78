package gradus.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was solved is remembered; what cannot be read is kept and begun anew. */
class ProgressTest {
  @TempDir private Path folder = Path.of("");

  private ProgressFile progress() {
    return ProgressFile.read(folder.resolve("deep").resolve("progress.json"));
  }

  private static Verdict verdict(boolean right) {
    return Verdict.of(
        SampleExercise.of(0), g -> right ? SampleExercise.mean(g.matrix("x")) : 0.0, 1);
  }

  @Test
  void failuresAreCountedUntilTheAnswerIsRight() {
    progress().record("sample/mean", verdict(false));
    progress().record("sample/mean", verdict(false));
    assertEquals(2, progress().attempts("sample/mean"));
    assertFalse(progress().isSolved("sample/mean"));
    progress().record("sample/mean", verdict(true));
    assertEquals(0, progress().attempts("sample/mean"));
    assertTrue(progress().isSolved("sample/mean"));
  }

  @Test
  void predictionsAreKept() {
    progress().predict("01/own", "all of them");
    assertEquals(Optional.of("all of them"), progress().prediction("01/own"));
  }

  @Test
  void aDamagedFileIsKeptBesideAFreshOne() throws IOException {
    Path file = folder.resolve("progress.json");
    Files.writeString(file, "{\"solved\": {");
    assertFalse(ProgressFile.read(file).isSolved("sample/mean"));
    assertTrue(Files.exists(folder.resolve("progress.json.damaged")));
  }

  @Test
  void theFileIsWhereTheSystemKeepsData() {
    assertEquals(
        Optional.of(Path.of("/d/gradus/progress.json")),
        ProgressFile.file(Map.of("XDG_DATA_HOME", "/d")));
    assertEquals(Optional.of(Path.of("/x")), ProgressFile.file(Map.of("GRADUS_PROGRESS", "/x")));
    assertEquals(Optional.empty(), ProgressFile.file(Map.of("GRADUS_PROGRESS", "off")));
  }

  @Test
  void aNotebookWithoutExercisesSaysSo() {
    assertEquals("no exercises", Progress.of("no such", progress()));
  }
}
