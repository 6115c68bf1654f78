package gradus.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The grade command on empty submissions, which start no kernel. */
class GradeCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine command = Main.commandLine();

  @BeforeEach
  void redirect() {
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
  }

  @Test
  void aTableOfThoseWhoHandedInNothingIsWrittenBesideTheSubmissions() throws IOException {
    Path submitted = folder.resolve("submitted");
    Files.createDirectories(submitted.resolve("ada/a1"));
    Files.createDirectories(submitted.resolve("ben"));
    assertEquals(0, command.execute("grade", "a1", submitted.toString(), "--unisolated"));
    List<String> table = Files.readAllLines(folder.resolve("submitted-graded/class.csv"));
    assertEquals(3, table.size());
    assertTrue(table.getFirst().startsWith("student,points,possible,knn/two-loops,"));
    assertTrue(table.get(1).startsWith("ada,,80.0,,"), table.get(1));
    assertTrue(table.get(1).contains("not handed in"), table.get(1));
    assertTrue(out.toString().contains("Not handed in: 2"), out.toString());
    assertTrue(Files.exists(folder.resolve("submitted-graded/class.html")));
  }

  @Test
  void aStudentWithoutAFolderIsNamedWithThoseWhoHaveOne() throws IOException {
    Files.createDirectories(folder.resolve("ada"));
    assertEquals(
        2, command.execute("grade", "a1", folder.toString(), "--unisolated", "--student=bob"));
    assertTrue(
        err.toString().contains("There is no submission of \"bob\"; there are: ada"),
        err.toString());
  }

  @Test
  void aPenaltyNeedsADeadline() {
    assertEquals(
        2, command.execute("grade", "a1", folder.toString(), "--unisolated", "--late-penalty=10"));
    assertTrue(err.toString().contains("add --due"), err.toString());
  }

  @Test
  void anUnknownAssignmentIsNamedWithTheKnownOnes() {
    assertEquals(2, command.execute("grade", "z9", folder.toString()));
    assertTrue(err.toString().contains("There is no assignment \"z9\""), err.toString());
    assertTrue(err.toString().contains("There are: a1"), err.toString());
  }

  @Test
  void aMissingFolderIsExplained() {
    assertEquals(3, command.execute("grade", "a1", folder.resolve("nowhere").toString()));
    assertTrue(err.toString().contains("name the one that holds a folder for each student"));
  }

  @Test
  void lessThanOneAtATimeIsRefused() {
    for (String number : List.of("0", "-1", "two")) {
      assertEquals(2, command.execute("grade", "a1", folder.toString(), "--at-once=" + number));
      assertTrue(err.toString().contains("of at least 1, got " + number), err.toString());
    }
  }
}
