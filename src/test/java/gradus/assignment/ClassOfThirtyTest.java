package gradus.assignment;

import static gradus.assignment.Handout.behind;
import static gradus.assignment.Handout.delete;
import static gradus.assignment.Handout.edit;
import static gradus.assignment.Handout.nothing;
import static gradus.assignment.Notebooks.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.assignment.Handout.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thirty submissions of the first notebook of a1: ten right, twenty with planted faults, among them
 * all that a grader fears.
 */
class ClassOfThirtyTest {
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(3), 256);
  private static final String NAME = "knn.ipynb";
  private static final double ALL = 13;

  private static final Map<String, Double> EXPECTED = new LinkedHashMap<>();
  private static Map<String, Marks> marks = Map.of();
  private static Path folder = Path.of("");

  @BeforeAll
  static void grade(@TempDir Path submissions) throws IOException, InterruptedException {
    folder = submissions;
    var knn = new Handout(Path.of("notebooks/assignments/source/a1").resolve(NAME));
    tenRightOnes(knn);
    mistakes(knn);
    damages(knn);
    hostilities(knn);
    var assignment = new Assignment("a1", Map.of(NAME, knn.source()));
    marks =
        SchoolClass.in(folder, "a1")
            .grade(new Grader(assignment, Isolation.best(), LIMITS), 2, done -> {})
            .stream()
            .collect(Collectors.toMap(Marks::student, done -> done, (a, b) -> a, TreeMap::new));
  }

  private static void tenRightOnes(Handout knn) throws IOException {
    for (int i = 1; i <= 6; i++) {
      submit("right-" + i, ALL, knn, nothing());
    }
    submit("with-notes", ALL, knn, behind("norms", plain("markdown", "I see.")));
    submit("with-a-cell-that-fails", ALL, knn, behind("vote", plain("code", "int x = 1 / 0;")));
    submit(
        "with-a-method-of-her-own",
        ALL,
        knn,
        knn.wrong("norms", "x.get(i, d) * x.get(i, d)", "squared(x.get(i, d))")
            .then(behind("norms", plain("code", "double squared(double x) { return x * x; }"))));
    submit(
        "in-other-words",
        ALL,
        knn,
        edit(
            "accuracy",
            code ->
                "double accuracy(int[] a, int[] b) { return IntStream.range(0, a.length).filter(i -> a[i] == b[i]).count() / (double) a.length; }"));
  }

  private static void mistakes(Handout knn) throws IOException {
    submit("no-root", ALL - 3, knn, knn.wrong("two-loops", "Math.sqrt(sum)", "sum"));
    // Both ways of multiplying out need the norms; only that a picture is 0 from itself is left.
    submit("no-square", ALL - 5, knn, knn.wrong("norms", " * x.get(i, d);", ";"));
    submit("rounding", ALL - 1, knn, knn.wrong("no-loops", "Math.max(0, square)", "square"));
    submit("tie", ALL - 3, knn, knn.wrong("vote", "> votes[winner]", ">= votes[winner]"));
    submit("torn-line", ALL - 2, knn, knn.wrong("one-loop", "return distances;", "return dist"));
    submit("complaining", ALL - 1, knn, inAccuracy(knn, "System.err.println(\"here\");"));
  }

  private static void damages(Handout knn) throws IOException {
    submit("nothing-done", 0, knn, knn.onlySolved("none"));
    submit("first-only", 3, knn, knn.onlySolved("two-loops"));
    submit("answer-deleted", ALL - 3, knn, delete("vote"));
    submit("test-deleted", ALL - 1, knn, delete("accuracy-seen").then(whole(knn)));
    submit("test-changed", ALL - 1, knn, edit("accuracy-seen", code -> "// fine").then(whole(knn)));
    Files.writeString(student("torn-file", 0).resolve(NAME), "{\"cells\": [");
    Files.createSymbolicLink(
        student("linked", 0).resolve(NAME), folder.resolve("right-1/a1").resolve(NAME));
  }

  private static void hostilities(Handout knn) throws IOException {
    submit("endless", ALL - 1, knn, inAccuracy(knn, "while (right == 0) {}"));
    submit(
        "stubborn",
        ALL - 1,
        knn,
        inAccuracy(knn, "while (right == 0) { try { Thread.sleep(9); } catch (Throwable t) {} }"));
    submit(
        "exit",
        ALL - 3,
        knn,
        knn.wrong("vote", "int winner = 0;", "int winner = 0; System.exit(0);"));
    submit(
        "memory",
        ALL - 1,
        knn,
        inAccuracy(
            knn, "var all = new ArrayList<long[]>(); while (right == 0) all.add(new long[1 << 20]);"));
    submit(
        "loud",
        ALL,
        knn,
        inAccuracy(
            knn, "for (int i = 0; i < 200_000; i++) System.out.println(\"loud\".repeat(9));"));
    submit(
        "deep",
        ALL - 3,
        knn,
        knn.wrong("vote", "return winner;", "return vote(distances, labels, k);"));
    submit(
        "forger",
        ALL - 1,
        knn,
        edit(
            "accuracy",
            code ->
                "var out = new java.io.FileOutputStream(java.io.FileDescriptor.out);\nfor (int i = 0; i < 9; i++) out.write(\"{}\\n\".getBytes());\ndouble accuracy(int[] a, int[] b) { return 0; }"));
  }

  private static Change inAccuracy(Handout knn, String statement) {
    return knn.wrong("accuracy", "int right = 0;", "int right = 0; " + statement);
  }

  private static Change whole(Handout knn) {
    return knn.wrong("accuracy", "(double) right", "right");
  }

  private static void submit(String student, double points, Handout knn, Change change)
      throws IOException {
    Handout.write(knn.changed(change), student(student, points));
  }

  private static Path student(String student, double points) throws IOException {
    EXPECTED.put(student, points);
    return Files.createDirectories(folder.resolve(student).resolve("a1"));
  }

  private static Marks of(String student) {
    return Objects.requireNonNull(marks.get(student));
  }

  private static void assertHint(String student, String exercise, String hint) {
    String hints =
        of(student).exercises().stream()
            .filter(marked -> marked.id().equals(exercise))
            .map(marked -> marked.hints().toString())
            .collect(Collectors.joining());
    assertTrue(hints.contains(hint), hints);
  }

  private static void assertRemark(String student, String remark) {
    assertTrue(of(student).remarks().toString().contains(remark), of(student).remarks().toString());
  }

  @Test
  void everyoneGetsTheRightPoints() {
    Map<String, Double> earned = new LinkedHashMap<>();
    EXPECTED.keySet().forEach(student -> earned.put(student, of(student).earned()));
    assertEquals(30, EXPECTED.size());
    assertEquals(EXPECTED, earned);
  }

  @Test
  void aHiddenTestGivesItsHint() {
    assertHint("rounding", "no-loops", "NaN is the root of a negative number");
  }

  @Test
  void anExerciseThatWasNotDoneIsSaidSo() {
    assertHint("nothing-done", "vote", "exercise not done yet");
  }

  @Test
  void anEndlessLoopIsEnded() {
    assertHint("endless", "accuracy", "is there a loop that never ends?");
  }

  @Test
  void anEndlessLoopThatCatchesEverythingIsEnded() {
    assertHint("stubborn", "accuracy", "is there a loop that never ends?");
  }

  @Test
  void anExitEndsOnlyItsOwnTest() {
    assertHint("exit", "vote", "System.exit");
  }

  @Test
  void aFullMemoryEndsOnlyItsOwnTest() {
    assertHint("memory", "accuracy", "256 megabytes");
  }

  @Test
  void endlessRecursionIsAnErrorLikeOthers() {
    assertHint("deep", "vote", "StackOverflowError");
  }

  @Test
  void aWordOnStandardErrorCostsTheTestAsWithNbgrader() {
    assertHint("complaining", "accuracy", "something was printed on standard error: here");
  }

  @Test
  void anAnswerThatDoesNotCompileIsSaidSo() {
    assertHint("torn-line", "one-loop", "It does not compile");
  }

  @Test
  void aDeletedAnswerIsNamed() {
    assertRemark("answer-deleted", "The answer \"vote\" is missing");
  }

  @Test
  void aDeletedTestIsPutBack() {
    assertRemark("test-deleted", "\"accuracy-seen\" had been deleted; it was put back");
  }

  @Test
  void aChangedTestIsRestored() {
    assertRemark("test-changed", "\"accuracy-seen\" had been changed; it was restored");
  }

  @Test
  void aFileThatIsNoNotebookIsSaidSo() {
    assertRemark("torn-file", "its text is not valid JSON");
  }

  @Test
  void anothersNotebookCannotBeLinked() {
    assertRemark("linked", "No notebook knn.ipynb was handed in.");
  }

  @Test
  void theTableHasARowForEachStudent() {
    var table = SchoolClass.table(List.copyOf(marks.values()));
    assertEquals(30, table.rowCount());
    assertEquals(
        List.of("student", "points", "possible", "two-loops"), table.columnNames().subList(0, 4));
  }

  @Test
  void thePageOfAStudentHasPointsAndHintsButNoHiddenTest() {
    String page = FeedbackPage.of(of("rounding"), "a1");
    assertTrue(page.contains("12 of 13 points"), page);
    assertTrue(page.contains("NaN is the root of a negative number"), page);
    assertFalse(page.contains("wave(40"), page);
  }
}
