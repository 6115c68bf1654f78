package gradus.gradebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.datasets.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of a class, as a teacher opens and edits them. */
class ClassTableTest {
  private static final Deadline NO_DEADLINE = new Deadline(Optional.empty(), 0, Map.of());

  @TempDir Path root;
  private SmallClass students;

  @BeforeEach
  void submit() throws IOException {
    students = new SmallClass(root);
    students.submit("ada", "right");
    students.submit("ben", "");
  }

  @Test
  void notHandedInIsNotZero() throws Exception {
    students.grade();
    Map<String, String> ben = students.row("ben");
    assertEquals("", ben.get("points"));
    assertEquals("", ben.get("essay/code"));
    assertEquals("not handed in", ben.get("status"));
    assertTrue(students.messages.getFirst().contains("Mean: 2.0 of 7."));
    assertFalse(Files.exists(students.folder.feedback().resolve("ben.html")));
  }

  @Test
  void columnsThatATeacherAddedStayWithTheirStudents() throws Exception {
    students.submit("=cmd|'!A1'", "right");
    students.grade();
    List<String> lines = Files.readAllLines(students.folder.table());
    String edited =
        lines.getFirst()
            + ",bonus,note\n"
            + lines.get(2)
            + ",-1,=B2*2\n"
            + lines.get(1)
            + ",2,\"a, b\"\n";
    Files.writeString(students.folder.table(), edited);
    students.submit("aaron", "wrong");
    students.grade();
    assertEquals(List.of("2", "a, b"), extra(lines.get(1)));
    assertEquals(List.of("-1", "=B2*2"), extra(lines.get(2)));
    assertEquals("", students.row("aaron").get("bonus"));
    assertEquals(edited, Files.readString(students.folder.root().resolve("class-before.csv")));
  }

  private List<String> extra(String line) throws IOException {
    Map<String, String> row = students.row(line.substring(0, line.indexOf(',')));
    return List.of(row.get("bonus"), row.get("note"));
  }

  @Test
  void aSecondGradingSaysNothingOfATableThatNobodyEdited() throws Exception {
    students.grade();
    students.grade();
    assertFalse(Files.exists(students.folder.root().resolve("class-before.csv")));
  }

  @Test
  void theColumnOfAnExerciseThatIsGoneIsNotTakenForATeachers() throws Exception {
    students.grade();
    Path source = root.resolve("source/e1/essay.ipynb");
    String text = Files.readString(source);
    Files.writeString(source, text.replace("\"grade_id\": \"code\"", "\"grade_id\": \"sum\""));
    students.grade();
    List<String> columns = CsvFile.read(students.folder.table()).columns();
    assertTrue(columns.contains("essay/sum"), columns.toString());
    assertFalse(columns.contains("essay/code"), columns.toString());
    assertTrue(students.messages.contains("essay/code is gone."), students.messages.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"})
  void noCellIsAFormula(String cell) throws Exception {
    Path file = root.resolve("t.csv");
    WholeFile.write(
        file, new CsvFile("t", List.of("student"), List.of(Map.of("student", cell))).text());
    String written = CsvFile.read(file).rows().getFirst().get("student");
    assertEquals('\'', written.charAt(0), written);
    assertEquals(
        cell.strip(), CsvFile.read(file).requiring("student").rows().getFirst().get("student"));
  }

  @Test
  void commasQuotesAndLinesComeBack() throws Exception {
    String cell = "Müller, \"Ada\"\nsecond line; end";
    Path file = root.resolve("t.csv");
    WholeFile.write(
        file, new CsvFile("t", List.of("a", "b"), List.of(Map.of("a", cell, "b", "NA"))).text());
    assertEquals(Map.of("a", cell, "b", "NA"), CsvFile.read(file).rows().getFirst());
  }

  @Test
  void aTableOfASpreadsheetIsRead() throws Exception {
    Path file = root.resolve("t.csv");
    Files.writeString(file, "\uFEFFStudent;Days\r\nada;2\r\n");
    assertEquals(Map.of("ada", 2L), Deadline.extensions(file));
  }

  @Test
  void theRosterSaysWhoHandedInNothing() throws Exception {
    Path file = root.resolve("roster.csv");
    Files.writeString(
        file,
        """
        student,Name,Email,Identifier,ID,SIS User ID,Section
        ada,"Lovelace, Ada",ada@example.org,Participant 1,11,s-1,A
        zoe,"Quiet, Zoe",zoe@example.org,Participant 2,12,s-2,B
        """);
    students.submit("guest", "right");
    students.grade(Roster.read(file), NO_DEADLINE, false);
    assertEquals("not handed in", students.row("zoe").get("status"));
    assertEquals(
        List.of(
            Map.of(
                "Identifier", "Participant 1",
                "Email address", "ada@example.org",
                "Grade", "",
                "Feedback comments", "5 points are still to be given by a person."),
            Map.of(
                "Identifier", "Participant 2",
                "Email address", "zoe@example.org",
                "Grade", "",
                "Feedback comments", "Not handed in.")),
        students.table(students.folder.root().resolve("moodle.csv")));
    assertEquals(
        List.of("Student", "ID", "SIS User ID", "Section", "e1"),
        CsvFile.read(students.folder.root().resolve("canvas.csv")).columns());
    assertEquals(
        Map.of(
            "Student", "Lovelace, Ada", "ID", "11", "SIS User ID", "s-1", "Section", "A", "e1", ""),
        students.table(students.folder.root().resolve("canvas.csv")).getFirst());
    assertTrue(students.messages.contains("Not in the roster: guest"));
  }

  @Test
  void bothFormsOfAnAccentedLetterAreOneName() throws Exception {
    Path file = root.resolve("roster.csv");
    Files.writeString(file, "student\nZoe\u0308\n");
    assertTrue(Roster.read(file).students().containsKey("Zo\u00EB"));
  }

  @Test
  void aRosterWithoutStudentsIsExplained() throws Exception {
    Path file = root.resolve("roster.csv");
    Files.writeString(file, "name,email\nAda,a@example.org\n");
    IOException refused = assertThrows(IOException.class, () -> Roster.read(file));
    assertEquals("roster.csv has no column \"student\"; it has name, email", refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-01T23:59:00, 0",
    "2026-12-01T23:59:01, 1",
    "2026-12-02T23:59:00, 1",
    "2026-12-03T00:00:00, 2",
    "2027-12-01T00:00:00, 365"
  })
  void aBegunDayIsADay(String handedIn, long days) {
    var deadline = new Deadline(Optional.of(at("2026-12-01T23:59")), 10, Map.of());
    assertEquals(days, deadline.of("ada", at(handedIn)).days());
    assertEquals(Math.min(100, 10 * days), deadline.of("ada", at(handedIn)).percent());
  }

  private static java.time.LocalDateTime at(String time) {
    return java.time.LocalDateTime.parse(time);
  }

  @Test
  void lateDaysCostPointsAndExtensionsExcuse() throws Exception {
    Path roster = root.resolve("roster.csv");
    Files.writeString(
        roster, "student,handed in\nada,2026-12-03 12:00\ncyd,2026-12-03T12:00\nben,\n");
    students.submit("cyd", "right");
    var deadline = new Deadline(Optional.of(at("2026-12-01T23:59")), 25, Map.of("cyd", 2L));
    Map<String, Row> rows = students.grade(Roster.read(roster), deadline, false);
    assertEquals(1, rows.get("ada").points().orElseThrow());
    assertEquals(2, rows.get("cyd").points().orElseThrow());
    assertEquals("2.0", students.row("ada").get("days late"));
    assertEquals("1.0", students.row("ada").get("penalty"));
    assertTrue(
        Files.readString(students.folder.feedback().resolve("ada.html"))
            .contains(
                "Handed in 2 days late: 50 % of the points earned are taken off, which is 1."));
  }

  @Test
  void withoutARosterTheFileSaysWhenItWasHandedIn() throws Exception {
    Files.setLastModifiedTime(
        students.submission("ada").resolve("essay.ipynb"),
        java.nio.file.attribute.FileTime.from(
            at("2026-12-02T10:00").atZone(java.time.ZoneId.systemDefault()).toInstant()));
    Files.writeString(students.submission("ada").resolve(".DS_Store"), "of today");
    var deadline = new Deadline(Optional.of(at("2026-12-01T23:59")), 50, Map.of());
    assertEquals(1, students.grade(Roster.NONE, deadline, false).get("ada").points().orElseThrow());
  }

  @Test
  void aPenaltyWithoutADeadlineIsRefused() {
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> new Deadline(Optional.empty(), 10, Map.of()));
    assertTrue(refused.getMessage().contains("add --due"), refused.getMessage());
  }

  @Test
  void thePageOfTheClassHasNumbersAndNoNames() throws Exception {
    students.submit("cyd-the-unmistakable", "wrong");
    students.grade();
    String page = Files.readString(students.folder.classPage());
    assertTrue(page.contains("Mean: 1.0 of 7 points"), page);
    assertTrue(page.contains("1 not handed in"), page);
    assertTrue(page.contains("essay/code"), page);
    assertFalse(page.contains("unmistakable"), page);
  }
}
