package gradus.grading;

import static gradus.notebook.Notebooks.locked;
import static gradus.notebook.Notebooks.plain;
import static gradus.notebook.Notebooks.solution;
import static gradus.notebook.Notebooks.test;
import static org.junit.jupiter.api.Assertions.assertEquals;

import gradus.assignment.Assignment;
import gradus.assignment.Release;
import gradus.notebook.Cell;
import gradus.notebook.Notebook;
import gradus.notebook.Notebooks;
import gradus.sandbox.Isolation;
import gradus.sandbox.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is run of a submission, before any of it runs. */
class RestorationTest {
  private static final Notebook SOURCE =
      Notebooks.of(
          locked("setup", "double wave(int n) {\n  return n;\n}"),
          solution("double", "int doubled(int x) {\n  return 2 * x;\n}"),
          test("seen", 1, "Answer.of(\"the Double\", doubled(2)).check(4);"));

  private static Restoration with(Cell... cells) {
    return Restoration.of(SOURCE, Release.of(SOURCE).withCells(List.of(cells)));
  }

  private static List<String> code(Restoration restored) {
    return restored.notebook().cells().stream().map(Cell::source).toList();
  }

  @Test
  void ownCellsStayAmongTheTeachers() {
    Cell answer = solution("double", "int doubled(int x) { return x + x; }");
    Cell note = plain("code", "int three = 3;");
    assertEquals(
        List.of(
            SOURCE.cells().getFirst().source(),
            answer.source(),
            note.source(),
            SOURCE.cells().getLast().source()),
        code(with(SOURCE.cells().getFirst(), answer, note, SOURCE.cells().getLast())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class Mine {}",
        "Answer.of(\"x\", 1).check(1);",
        "import java.util.List;",
        "double waves(int n) { return wave(n); }",
        "record Double2(int x) {}",
      })
  void otherCellsStay(String harmless) {
    Restoration restored = with(SOURCE.cells().get(1), plain("code", harmless));
    assertEquals(4, restored.notebook().cells().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int gradus = 1;",
        "var gradus = new Object();",
        "class gradus {}",
        "/* a */ record Values(int x) {}",
        "\"/*\".length(); class Values {}",
        "interface Values {}",
        "int Values;",
        "import java.util.logging.Level; import com.example.Values;",
        "double wave(int n) { return 0; }",
        "double wave = 1;",
      })
  void aNameThatLockedCellsUseIsNamed(String declaration) {
    Notebook source =
        Notebooks.of(
            locked("setup", "double wave(int n) {\n  return n;\n}"),
            solution("double", "int doubled(int x) {\n  return 2 * x;\n}"),
            test("seen", 1, "check(\"x/y\", g -> Values.of(\"y\", doubled(g.whole(\"x\"))));"));
    List<Cell> cells = new java.util.ArrayList<>(Release.of(source).cells());
    cells.add(1, plain("code", declaration));
    List<String> remarks = Restoration.of(source, source.withCells(cells)).remarks();
    assertEquals(1, remarks.size(), remarks.toString());
    assertEquals("A cell of the submission declares", remarks.getFirst().substring(0, 33));
  }

  @Test
  void aLockedCellThatComesTwiceRunsOnce() {
    Cell changed = test("seen", 1, "// fine");
    Restoration restored = with(SOURCE.cells().getFirst(), SOURCE.cells().get(1), changed, changed);
    assertEquals(3, restored.notebook().cells().size());
    assertEquals(
        List.of("The locked cell \"seen\" had been changed; it was restored."), restored.remarks());
  }

  @Test
  void aCellThatIsTooLongToBeReadIsLeftOut() {
    Restoration restored = with(SOURCE.cells().get(1), plain("code", "/*".repeat(1 << 20)));
    assertEquals(
        "A cell was left out: it has 2,097,152 characters; 50,000 are enough for anyone.",
        restored.remarks().getFirst());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"cells\": 3, \"metadata\": {}}",
        "{\"cells\": [7], \"metadata\": {}}",
        "{\"cells\": [{\"cell_type\": {}}], \"metadata\": {}}",
        "{\"cells\": [{\"cell_type\": \"code\", \"metadata\": []}], \"metadata\": {}}",
        "\uFFFF",
        "DEEP",
      })
  void aFileOfAnotherFormEarnsNothingAndIsSaidSo(String text, @TempDir Path folder)
      throws Exception {
    Files.writeString(
        folder.resolve("n.ipynb"), text.equals("DEEP") ? "[".repeat(1_000_000) : text);
    Grades marks = grader().grade(HandIn.in("ada", folder));
    assertEquals(0, marks.earned());
    assertEquals("n: It could not be graded: ", marks.remarks().getFirst().substring(0, 27), text);
  }

  @Test
  void aFolderThatLeadsElsewhereHoldsNothing(@TempDir Path folder) throws Exception {
    Path other = Files.createDirectories(folder.resolve("ada/a1"));
    Release.of(SOURCE).write(other.resolve("n.ipynb"));
    Files.createSymbolicLink(Files.createDirectories(folder.resolve("bob")).resolve("a1"), other);
    Grades marks = grader().grade(HandIn.in("bob", folder.resolve("bob")));
    assertEquals(
        List.of("n: No notebook n.ipynb was handed in.", "n: Links were not followed: \"a1\"."),
        marks.remarks());
  }

  private static Grader grader() {
    return new Grader(
        new Assignment("a1", Map.of("n.ipynb", SOURCE), Map.of()),
        Map.of(),
        new Isolation.None(),
        Limits.DEFAULT);
  }
}
