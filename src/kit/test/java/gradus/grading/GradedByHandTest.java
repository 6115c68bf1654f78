package gradus.grading;

import static gradus.notebook.Notebooks.graded;
import static gradus.notebook.Notebooks.plain;
import static gradus.notebook.Notebooks.solution;
import static gradus.notebook.Notebooks.test;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import gradus.assignment.Assignment;
import gradus.assignment.Release;
import gradus.notebook.Cell;
import gradus.notebook.Notebook;
import gradus.notebook.Notebooks;
import gradus.sandbox.Isolation;
import gradus.sandbox.Limits;
import gradus.sandbox.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Essays, plots and tasks, whose points a person gives. */
class GradedByHandTest {
  private static final Notebook SOURCE =
      Notebooks.of(
          plain("markdown", "# Two"),
          solution("two", "int two() {\n  return 2;\n}"),
          essay(),
          test("two-test", 2, "if (two() != 2) throw new AssertionError(\"no\");"),
          graded(plain("code", "System.out.println(1);"), "plot", true, true, false, 4),
          task());

  @TempDir Path folder;

  private static Cell essay() {
    return graded(plain("markdown", "Because of the law."), "essay", true, true, false, 5);
  }

  private static Cell task() {
    Cell cell = graded(plain("markdown", "Explore."), "task", true, false, false, 3);
    JsonObject metadata = cell.metadata().deepCopy();
    metadata.getAsJsonObject("nbgrader").addProperty("grade", false);
    metadata.getAsJsonObject("nbgrader").addProperty("task", true);
    return cell.withMetadata(metadata);
  }

  private Grades grades(Notebook submission) throws Exception {
    submission.write(folder.resolve("n.ipynb"));
    return new Grader(
            new Assignment("a1", Map.of("n.ipynb", SOURCE), Map.of()),
            Map.of(),
            new Isolation.None(),
            Limits.DEFAULT)
        .grade(HandIn.in("ada", folder));
  }

  private static Notebook answered() {
    List<Cell> cells = new ArrayList<>();
    for (Cell cell : Release.of(SOURCE).cells()) {
      cells.add(
          switch (cell.gradeId()) {
            case "two" -> cell.withSource("int two() { return 2; }");
            case "essay" -> cell.withSource("I think so.");
            case "plot" -> cell.withSource("System.out.println(\"a <plot>\");");
            default -> cell;
          });
    }
    cells.add(plain("markdown", "I explored."));
    cells.add(plain("code", "int three = 3;"));
    return SOURCE.withCells(cells);
  }

  @Test
  void theirPointsArePossibleAndOpen() throws Exception {
    Grades grades = grades(answered());
    assertEquals(14, grades.possible());
    assertEquals(2, grades.earned());
    assertEquals(12, grades.open());
    assertEquals(List.of("n/two", "n/essay", "n/plot", "n/task"), grades.exerciseNames());
    assertEquals(
        List.of(
            "",
            "I think so.",
            "System.out.println(\"a <plot>\");\n\n// printed:\na <plot>\n",
            "I explored.\n\nint three = 3;"),
        grades.exercises().stream().map(exercise -> exercise.answer().text()).toList());
  }

  @Test
  void whatWasNotTouchedIsNotOpen() throws Exception {
    Grades grades = grades(Release.of(SOURCE));
    assertEquals(14, grades.possible());
    assertEquals(0, grades.earned());
    assertEquals(0, grades.open());
  }

  @Test
  void theReleaseHoldsNoEssay() {
    String release = Release.of(SOURCE).toJson();
    assertFalse(release.contains("the law"), release);
    assertTrue(release.contains("YOUR ANSWER HERE"), release);
  }

  @Test
  void aVersionKnowsPointsAndText() {
    var versions = new Assignment("a1", Map.of("n.ipynb", SOURCE), Map.of()).versions();
    assertEquals(
        List.of("n/two", "n/essay", "n/plot", "n/task", "n/*"), List.copyOf(versions.keySet()));
    assertEquals(5, versions.get("n/essay").points());
    assertTrue(versions.get("n/two").text().contains("AssertionError"));
  }

  @Test
  void whatASubmissionSaysInAHiddenTestIsNotShown() throws Exception {
    Cell hidden =
        test(
            "secret",
            1,
            "// BEGIN HIDDEN TESTS\nif (f() != 5) throw new AssertionError();\n// END HIDDEN TESTS");
    Notebook source = Notebooks.of(solution("f", "int f() { return 5; }"), hidden);
    Notebook submission =
        source.withCells(
            List.of(
                solution(
                    "f",
                    "int f() { throw new IllegalStateException(\"the hidden test asks for 5\"); }")));
    submission.write(folder.resolve("n.ipynb"));
    Grades grades =
        new Grader(
                new Assignment("a1", Map.of("n.ipynb", source), Map.of()),
                Map.of(),
                new Isolation.None(),
                Limits.DEFAULT)
            .grade(HandIn.in("ada", folder));
    assertEquals(
        List.of("A hidden test fails with IllegalStateException."),
        grades.exercises().getFirst().hints());
  }

  @Test
  void aHintIsOfReadableLength() {
    String hint = Outcome.failed("AssertionError", "x".repeat(20_000), false).hint();
    assertEquals(502, hint.length());
  }
}
