package gradus.assignment;

import static gradus.assignment.Notebooks.locked;
import static gradus.assignment.Notebooks.plain;
import static gradus.assignment.Notebooks.solution;
import static gradus.assignment.Notebooks.test;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class that hands in two small exercises, among them everything that a grader fears. */
class GraderTest {
  private static final Notebook SOURCE =
      Notebooks.of(
          locked(
              "setup",
              "void require(boolean right, String hint) { if (!right) throw new AssertionError(hint); }"),
          plain("markdown", "## Twice"),
          solution(
              "twice",
              "int twice(int x) {\n  // BEGIN SOLUTION\n  return 2 * x;\n  // END SOLUTION\n}"),
          test("twice-seen", 1, "require(twice(2) == 4, \"twice 2 is 4\");"),
          test(
              "twice-hidden",
              2,
              "require(twice(0) == 0, \"twice 0 is 0\");\n// BEGIN HIDDEN TESTS\nrequire(twice(-3) == -6, \"does it work below zero?\");\n// END HIDDEN TESTS"),
          plain("markdown", "## Square"),
          solution(
              "square",
              "int square(int x) {\n  // BEGIN SOLUTION\n  return x * x;\n  // END SOLUTION\n}"),
          test("square-seen", 2, "require(square(3) == 9, \"the square of 3 is 9\");"));

  private static final String TWICE = "int twice(int x) { return 2 * x; }";
  private static final String SQUARE = "int square(int x) { return x * x; }";

  private static Map<String, Marks> marks = Map.of();

  @BeforeAll
  static void grade(@TempDir Path folder) throws IOException, InterruptedException {
    var students = new Students(folder);
    students.add("right", answers(TWICE, SQUARE));
    students.add("untouched", cell -> List.of(cell));
    students.add("half", answers("int twice(int x) { return Math.abs(2 * x); }", SQUARE));
    students.add("loop", answers("int twice(int x) { while (true) {} }", SQUARE));
    students.add(
        "stubborn",
        answers(
            "int twice(int x) { while (true) { try { Thread.sleep(1); } catch (Throwable t) {} } }",
            SQUARE));
    students.add(
        "waiting",
        answers(
            "int twice(int x) { java.util.stream.IntStream.iterate(0, i -> 1).filter(i -> i > 1).findAny(); return 0; }",
            SQUARE));
    students.add(
        "exit",
        answers(
            "int twice(int x) { System.exit(0); return 0; }",
            "int square(int x) { return square(x + 1); }"));
    students.add(
        "full",
        answers(
            "int twice(int x) { var l = new java.util.ArrayList<long[]>(); while (true) l.add(new long[1 << 20]); }",
            "int square(int x) { for (int i = 0; i < 100_000; i++) System.out.println(\"square\".repeat(20)); return x * x; }"));
    students.add(
        "sloppy",
        answers(
            "int twice(int x) { return 2 * ; }",
            "int square(int x) { System.err.println(x); return x * x; }"));
    students.add(
        "forger",
        answers(
            "var out = new java.io.FileOutputStream(java.io.FileDescriptor.out);\nfor (int i = 0; i < 9; i++) out.write(\"{}\\n\".getBytes());\nint twice(int x) { return 0; }",
            SQUARE));
    students.add(
        "deleted",
        cell -> cell.gradeId().equals("square") ? List.of() : answers(TWICE, "").apply(cell));
    students.add(
        "changed",
        cell ->
            cell.gradeId().equals("twice-seen")
                ? List.of(cell.withSource("// nothing to see"))
                : answers("int twice(int x) { return 0; }", SQUARE).apply(cell));
    students.add(
        "untested",
        cell ->
            cell.isTest()
                ? List.of()
                : answers("int twice(int x) { return 0; }", SQUARE).apply(cell));
    students.add(
        "helped",
        cell ->
            cell.gradeId().equals("twice")
                ? List.of(
                    cell.withSource("int twice(int x) { return times(2, x); }"),
                    plain("code", "int times(int a, int b) { return a * b; }"))
                : answers("", SQUARE).apply(cell));
    students.write("torn-file", "{\"cells\": [");
    students.write("no-notebook", "{}");
    students.link("linked", "right");
    students.nothing("absent");
    marks = students.graded();
  }

  /** Changes the cells of the release into those of a submission. */
  interface Change extends java.util.function.Function<Cell, List<Cell>> {}

  private static Change answers(String twice, String square) {
    return cell ->
        switch (cell.gradeId()) {
          case "twice" -> List.of(cell.withSource(twice));
          case "square" -> List.of(cell.withSource(square));
          default -> List.of(cell);
        };
  }

  /** Submissions being written, and then graded. */
  private record Students(Path folder) {
    void add(String student, Change change) throws IOException {
      List<Cell> cells = new ArrayList<>();
      Release.of(SOURCE).cells().forEach(cell -> cells.addAll(change.apply(cell)));
      SOURCE.withCells(cells).write(file(student));
    }

    void write(String student, String text) throws IOException {
      Files.createDirectories(file(student).getParent());
      Files.writeString(file(student), text);
    }

    void link(String student, String other) throws IOException {
      Files.createDirectories(file(student).getParent());
      Files.createSymbolicLink(file(student), file(other));
    }

    void nothing(String student) throws IOException {
      Files.createDirectories(file(student).getParent());
    }

    private Path file(String student) {
      return folder.resolve(student).resolve("a0").resolve("one.ipynb");
    }

    Map<String, Marks> graded() throws IOException, InterruptedException {
      var assignment = new Assignment("a0", Map.of("one.ipynb", SOURCE));
      var grader = new Grader(assignment, Isolation.best(), new Limits(Duration.ofSeconds(4), 128));
      return SchoolClass.in(folder, "a0").grade(grader, 2, marks -> {}).stream()
          .collect(
              Collectors.toMap(
                  Marks::student, UnaryOperator.identity(), (a, b) -> a, TreeMap::new));
    }
  }

  private static void assertEarned(String student, double twice, double square) {
    assertEquals(
        List.of(twice, square),
        of(student).exercises().stream().map(Marks.OfExercise::earned).toList(),
        () -> String.valueOf(of(student)));
  }

  private static Marks of(String student) {
    return java.util.Objects.requireNonNull(marks.get(student));
  }

  private static void assertHint(String student, String hint) {
    String hints = of(student).exercises().getFirst().hints().toString();
    assertTrue(hints.contains(hint), hints);
  }

  private static void assertRemark(String student, String remark) {
    assertTrue(of(student).remarks().toString().contains(remark), of(student).remarks().toString());
  }

  @Test
  void aRightSubmissionEarnsAllPoints() {
    assertEarned("right", 3, 2);
    assertEquals(List.of(), of("right").remarks());
  }

  @Test
  void anUntouchedReleaseEarnsNothing() {
    assertEarned("untouched", 0, 0);
    assertHint("untouched", "exercise not done yet");
  }

  @Test
  void aHiddenTestTakesItsPointsAndGivesItsHint() {
    assertEarned("half", 1, 2);
    assertHint("half", "does it work below zero?");
  }

  @Test
  void anEndlessLoopIsEnded() {
    assertEarned("loop", 0, 2);
    assertHint("loop", "is there a loop that never ends?");
    assertEarned("waiting", 0, 2);
  }

  @Test
  void anEndlessLoopThatCatchesEverythingIsEnded() {
    assertEarned("stubborn", 0, 2);
  }

  @Test
  void anExitEndsOnlyItsOwnTest() {
    assertEarned("exit", 0, 0);
    assertHint("exit", "System.exit");
  }

  @Test
  void aFullMemoryEndsOnlyItsOwnTest() {
    assertEarned("full", 0, 2);
    assertHint("full", "128 megabytes");
  }

  @Test
  void hugeOutputIsCutAndDoesNoHarm() {
    assertEarned("full", 0, 2);
  }

  @Test
  void aWordOnStandardErrorCostsTheTestAsWithNbgrader() {
    assertEquals(0, of("sloppy").exercises().getLast().earned());
  }

  @Test
  void endlessRecursionIsAnErrorLikeOthers() {
    String hints = of("exit").exercises().getLast().hints().toString();
    assertTrue(hints.contains("StackOverflowError"), hints);
  }

  @Test
  void anAnswerThatDoesNotCompileIsSaidSo() {
    assertEarned("sloppy", 0, 0);
    assertHint("sloppy", "It does not compile");
  }

  @Test
  void answersOfTheKernelCannotBeForged() {
    assertEarned("forger", 0, 2);
  }

  @Test
  void aDeletedAnswerIsNamed() {
    assertEarned("deleted", 3, 0);
    assertRemark("deleted", "The answer \"square\" is missing");
  }

  @Test
  void aChangedTestIsRestored() {
    assertEarned("changed", 0, 2);
    assertRemark("changed", "\"twice-seen\" had been changed; it was restored");
  }

  @Test
  void aDeletedTestIsPutBack() {
    assertEarned("untested", 0, 2);
    assertRemark("untested", "\"square-seen\" had been deleted; it was put back");
  }

  @Test
  void aCellOfTheStudentsOwnIsRunWhereItStood() {
    assertEarned("helped", 3, 2);
  }

  @Test
  void aFileThatIsNoNotebookEarnsNothing() {
    assertEarned("torn-file", 0, 0);
    assertRemark("torn-file", "its text is not valid JSON");
    assertEarned("no-notebook", 0, 0);
    assertRemark("no-notebook", "it has no list of cells");
  }

  @Test
  void anothersNotebookCannotBeLinked() {
    assertEarned("linked", 0, 0);
    assertEarned("absent", 0, 0);
    assertRemark("absent", "No notebook one.ipynb was handed in.");
  }

  @Test
  void theTableHasARowForEachStudent() {
    var table = SchoolClass.table(List.copyOf(marks.values()));
    assertEquals(marks.size(), table.rowCount());
    assertEquals(
        List.of("student", "points", "possible", "twice", "square", "remarks"),
        table.columnNames());
  }

  @Test
  void thePageOfAStudentHasPointsAndHints() {
    String page = FeedbackPage.of(of("half"), "a0");
    assertTrue(page.contains("3 of 5 points"), page);
    assertTrue(page.contains("does it work below zero?"), page);
    assertFalse(page.contains("-6"), "a hidden test must stay hidden");
  }
}
