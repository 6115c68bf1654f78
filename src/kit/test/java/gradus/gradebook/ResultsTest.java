package gradus.gradebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that was graded is lost, and nothing is graded twice without need. */
class ResultsTest {
  @TempDir Path root;
  private SmallClass students;

  @BeforeEach
  void submit() throws IOException {
    students = new SmallClass(root);
    students.submit("ada", "right");
    students.submit("ben", "wrong");
    students.submit("cyd", "right, too");
  }

  private Set<String> graded() {
    return new TreeSet<>(students.gradedStudents);
  }

  @Test
  void whatIsUnchangedIsNotGradedAgain() throws Exception {
    students.grade();
    assertEquals(Set.of("ada", "ben", "cyd"), graded());
    Map<String, Row> rows = students.grade();
    assertEquals(Set.of(), graded());
    assertEquals(2, rows.get("ada").points().orElseThrow());
  }

  @Test
  void twoGradingsDoNotWriteIntoOneFolder() throws Exception {
    GradingFolder folder = students.folder;
    try (Closeable _ = folder.alone()) {
      String message = assertThrows(IOException.class, folder::alone).getMessage();
      assertTrue(message.startsWith("another grading writes into " + folder.root()), message);
    }
    folder.alone().close();
  }

  @Test
  void aChangedSubmissionIsGradedAgain() throws Exception {
    students.grade();
    students.submit("ben", "right now");
    assertEquals(2, students.grade().get("ben").points().orElseThrow());
    assertEquals(Set.of("ben"), graded());
  }

  @Test
  void aLostOrTornResultIsGradedAgain() throws Exception {
    students.grade();
    Files.delete(students.folder.root().resolve("results/ada.json"));
    Files.writeString(students.folder.root().resolve("results/ben.json"), "{\"digest\": \"");
    students.grade();
    assertEquals(Set.of("ada", "ben"), graded());
  }

  @Test
  void oneStudentCanBeGradedAlone() throws Exception {
    assertEquals(Status.NOT_GRADED, students.grade("ada").get("ben").status());
    assertEquals(Set.of("ada"), graded());
    students.grade();
    assertEquals(Set.of("ben", "cyd"), graded());
    Map<String, Row> rows = students.grade("cyd");
    assertEquals(Set.of("cyd"), graded());
    assertEquals(Status.GRADED, rows.get("ada").status());
  }

  @Test
  void whoIsNotAskedForKeepsOlderPointsAndThatIsSaid() throws Exception {
    students.grade();
    students.submit("ada", "wrong now");
    Row ada = students.grade("ben").get("ada");
    assertEquals(2, ada.points().orElseThrow());
    assertTrue(ada.remarks().getFirst().startsWith("These points are of before"));
    assertEquals(0, students.grade().get("ada").points().orElseThrow());
  }

  @Test
  void allAreGradedAgainOnRequestWithAnotherSeed() throws Exception {
    students.grade();
    long seed = LastGrading.read(students.folder.lastGrading()).orElseThrow().seed();
    students.grade();
    assertEquals(seed, LastGrading.read(students.folder.lastGrading()).orElseThrow().seed());
    students.grade(Roster.NONE, new Deadline(Optional.empty(), 0, Map.of()), true);
    assertEquals(Set.of("ada", "ben", "cyd"), graded());
    assertFalse(seed == LastGrading.read(students.folder.lastGrading()).orElseThrow().seed());
  }

  @Test
  void aChangedAssignmentIsNamedAndGradedAgain() throws Exception {
    students.grade();
    students.essay(8);
    students.grade();
    assertTrue(
        students.messages.contains("essay/why has 8 points; it had 5."),
        students.messages.toString());
    assertEquals(Set.of("ada", "ben", "cyd"), graded());
  }

  @Test
  void whatHitsOneHitsNobodyElse() throws Exception {
    students.grade();
    students.submit("dan", "huge");
    students.submit("eve", "deep");
    students.submit("fay", "full");
    students.submit("gus", "right");
    Map<String, Row> rows = students.grade();
    assertEquals("OutOfMemoryError: Java heap space", rows.get("dan").reason());
    assertEquals("StackOverflowError: null", rows.get("eve").reason());
    assertEquals("No space left on device", rows.get("fay").reason());
    assertEquals(2, rows.get("gus").points().orElseThrow());
    assertEquals(2, rows.get("ada").points().orElseThrow());
    assertTrue(
        students.messages.contains("Not graded: fay: No space left on device"),
        students.messages.toString());
    // Alone, and once more when the class is graded the next time.
    assertEquals(List.of("dan", "dan"), named("dan"));
    students.submit("fay", "right");
    assertEquals(2, students.grade().get("fay").points().orElseThrow());
    assertEquals(Set.of("dan", "eve", "fay"), graded());
  }

  private List<String> named(String student) {
    return students.gradedStudents.stream().filter(student::equals).toList();
  }

  @Test
  void aResultThatCannotBeWrittenIsNamedAndTheOthersStay() throws Exception {
    students.grade();
    students.submit("dan", "right");
    // No file can take the place of a folder that is not empty.
    Files.createDirectories(students.folder.root().resolve("results/dan.json/taken"));
    Map<String, Row> rows = students.grade();
    assertEquals(Status.NOT_GRADED, rows.get("dan").status());
    assertEquals(2, rows.get("ada").points().orElseThrow());
    try (var left = Files.list(students.folder.root().resolve("results"))) {
      assertEquals(
          List.of("ada.json", "ben.json", "cyd.json", "dan.json"),
          left.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void aPageIsThereForEachWhoWasGraded() throws Exception {
    students.grade();
    assertTrue(
        Files.readString(students.folder.feedback().resolve("ada.html"))
            .contains("ada: 2 of 7 points"));
    assertEquals(3, students.finished.size());
  }

  @Test
  void theFilesOfALinkedFolderAreNotRead() throws Exception {
    Files.createSymbolicLink(students.submission("thief"), students.submission("ada"));
    Path link = students.submission("thief");
    String before = new Digest().add(link).toString();
    students.submit("ada", "changed");
    assertEquals(before, new Digest().add(link).toString());
  }
}
