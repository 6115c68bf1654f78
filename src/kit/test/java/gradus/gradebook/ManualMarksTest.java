package gradus.gradebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Points that a person gives: asked for, read, never lost. */
class ManualMarksTest {
  private static final String HEADER = "student,notebook,exercise,points,possible,comment,rubric\n";

  @TempDir Path root;
  private SmallClass students;

  @BeforeEach
  void submit() throws IOException {
    students = new SmallClass(root);
    students.submit("ada", "right <script>alert(1)</script>");
    students.submit("ben", "wrong");
  }

  private void write(String rows) throws IOException {
    Files.createDirectories(students.folder.root());
    Files.writeString(students.folder.manual(), HEADER + rows);
  }

  @Test
  void openAnswersAreListedAndShownAsText() throws Exception {
    Map<String, Row> rows = students.grade();
    assertEquals("2 of 7, 5 open", rows.get("ada").pointsInWords());
    assertEquals("5.0", students.row("ada").get("open"));
    assertEquals(
        Map.of(
            "student",
            "ada",
            "notebook",
            "essay",
            "exercise",
            "why",
            "points",
            "",
            "possible",
            "5",
            "comment",
            "",
            "rubric",
            ""),
        students.table(students.folder.manual()).getFirst());
    String page = Files.readString(students.folder.toMark());
    assertTrue(page.contains("right &lt;script&gt;alert(1)&lt;/script&gt;"), page);
    assertFalse(page.contains("<script>"), page);
    String feedback = Files.readString(students.folder.feedback().resolve("ada.html"));
    assertFalse(feedback.contains("Well done"), feedback);
    assertTrue(feedback.contains("0 of 5, 5 open"), feedback);
  }

  @Test
  void pointsAndCommentsComeBackAndSurvive() throws Exception {
    write("ada,essay,why,4.5,5,\"Clear, but long\",\n");
    assertEquals(6.5, students.grade().get("ada").points().orElseThrow());
    students.submit("ada", "right, once more");
    students.grade(Roster.NONE, new Deadline(java.util.Optional.empty(), 0, Map.of()), true);
    Map<String, String> row = students.table(students.folder.manual()).getFirst();
    assertEquals("4.5", row.get("points"));
    assertEquals("Clear, but long", row.get("comment"));
    assertEquals("6.5", students.row("ada").get("points"));
    assertEquals("0.0", students.row("ada").get("open"));
    String feedback = Files.readString(students.folder.feedback().resolve("ada.html"));
    assertTrue(feedback.contains("Clear, but long"), feedback);
    assertTrue(feedback.contains("4.50 of 5"), feedback);
    assertFalse(Files.readString(students.folder.toMark()).contains("ada"));
  }

  @Test
  void marksNeedNoNewGrading() throws Exception {
    students.grade();
    write("ben,essay,why,3,5,,\n");
    assertEquals(3, students.grade().get("ben").points().orElseThrow());
    assertEquals(java.util.List.of(), students.gradedStudents);
  }

  @ParameterizedTest
  @CsvSource({"7", "-1", "five", "NaN", "Infinity"})
  void aValueOutOfRangeIsExplainedBeforeAnythingIsGraded(String points) throws Exception {
    write("ada,essay,why," + points + ",5,,\n");
    IOException refused = assertThrows(IOException.class, () -> students.grade());
    assertEquals(
        "manual.csv, ada, essay/why: received %s points, expected a number from 0 to 5; correct the file and grade again"
            .formatted(points),
        refused.getMessage());
    assertEquals(java.util.List.of(), students.gradedStudents);
    assertTrue(Files.readString(students.folder.manual()).contains("," + points + ","));
  }

  @Test
  void twoRowsOfOneAnswerAreRefused() throws Exception {
    write("ada,essay,why,1,5,,\nada,essay,why,2,5,,\n");
    assertTrue(
        assertThrows(IOException.class, () -> students.grade())
            .getMessage()
            .contains("two rows of ada, essay/why"));
  }

  @Test
  void aRubricTakesPointsOffAndSaysWhy() throws Exception {
    write("ada,essay,why,,5,,units short\nben,essay,why,,5,Sorry,unclear\n");
    Files.writeString(
        students.folder.root().resolve("rubric.yaml"),
        """
        units: {minus: 1, reason: The unit is missing.}
        short: {minus: 1.5, reason: Say why.}
        """);
    assertTrue(
        assertThrows(IOException.class, () -> students.grade())
            .getMessage()
            .contains("rubric.yaml has no \"unclear\"; it has: units, short"));
    write("ada,essay,why,,5,,units short\n");
    assertEquals(4.5, students.grade().get("ada").points().orElseThrow());
    assertTrue(
        Files.readString(students.folder.feedback().resolve("ada.html"))
            .contains("The unit is missing. (−1)"));
  }

  @Test
  void pointsOfNobodyAreKeptAndNamed() throws Exception {
    write("zoe,essay,why,3,5,,\nada,essay,code,1,2,,\n");
    students.grade();
    assertTrue(
        students.messages.toString().contains("manual.csv, zoe, essay/why: its points are kept"),
        students.messages.toString());
    assertTrue(students.messages.toString().contains("manual.csv, ada, essay/code"));
    assertTrue(Files.readString(students.folder.manual()).contains("zoe"));
  }
}
