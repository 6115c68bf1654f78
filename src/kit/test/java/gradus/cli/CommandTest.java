package gradus.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import gradus.course.Budget;
import gradus.report.Recipe;
import gradus.report.Results;
import gradus.report.experiments.Experiments;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the commands say, and the exit codes that they end with, where nothing needs Jupyter. */
class CommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine gradus = Main.commandLine();

  @BeforeEach
  void redirect() {
    gradus.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
  }

  private void assertSaid(String what) {
    assertTrue(out.toString().contains(what), out.toString());
  }

  private void assertComplained(String what) {
    assertTrue(err.toString().contains(what), err.toString());
  }

  @Test
  void theVersionIsAskedForWithAnOption() {
    assertEquals(0, gradus.execute("--version"));
    assertSaid("Gradus ");
  }

  @Test
  void helpListsEveryCommandAndExitCode() {
    assertEquals(0, gradus.execute("help"));
    for (String command : gradus.getSubcommands().keySet()) {
      assertSaid("  " + command);
    }
    assertSaid("3   something that the kit needs is missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lab", "run", "test", "data", "release", "grade", "bench", "race", "report", "doctor"
      })
  void everyCommandExplainsItself(String command) {
    assertEquals(0, gradus.execute(command, "--help"));
    assertSaid("Usage: gradus " + command);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lesson               | Unmatched argument at index 0: 'lesson'
          grade                | Missing required parameters: 'ASSIGNMENT', 'FOLDER'
          release              | Missing required parameter: 'ASSIGNMENT'
          run                  | Missing required parameter: 'NOTEBOOK'
          run pom.xml          | pom.xml is no notebook, whose name ends in .ipynb
          run src/kit/main/java | There is no notebook in src/kit/main
          report               | Missing required subcommand
          report run           | Missing required parameter: 'ID'
          report run E2.7 --budget=huge | expected one of
          report run E2.7 --master=local | are for --on spark, which is not given
          report search --on=moon | expected one of
          report search --coarse=0 | expected a whole number of at least 1, got 0
          report search --spark-conf=a=b | are for --on spark, which is not given
          report plan --together=0      | expected a whole number of at least 1, got 0
          bench --rounds=none  | expected a whole number of at least 1, got none
          bench --threads=-1   | expected a whole number of at least 1, got -1
          bench --peer=NumPy   | expected one of
          race --to=95         | a race is run to 94 or 90 %, not to 95
          race --seeds=0       | expected a whole number of at least 1, got 0
          race ladder --seeds=0 | expected a whole number of at least 1, got 0
          bench A1 B7          | no case "B7"; there are A1, A2
          """)
  void wrongArgumentsEndWithCode2(String words, String complaint) {
    assertEquals(2, gradus.execute(words.split(" ", -1)));
    assertComplained(complaint);
  }

  @Test
  void anUnknownAssignmentIsNamedWithTheKnownOnes() {
    assertEquals(2, gradus.execute("release", "z9"));
    assertComplained("There is no assignment \"z9\"");
    assertComplained("There are: a1");
  }

  @Test
  void exercisesOfAnUnknownNotebookAreNotSilentlyNone() {
    assertEquals(2, gradus.execute("exercises", "b7", "--check"));
    assertComplained("No notebook with exercises is called \"b7\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "plan", "run"})
  void anUnknownExperimentIsExplained(String command) {
    assertEquals(2, gradus.execute("report", command, "E9.9"));
    assertComplained("no experiment is called E9.9; ./gradus report list shows all");
  }

  @Test
  void experimentsAreListedWithWhatIsRecorded(@TempDir Path empty) {
    assertEquals(0, gradus.execute("report", "list", "R2", "--results", empty.toString()));
    List<String> lines = out.toString().lines().toList();
    assertTrue(lines.size() > 3, out.toString());
    for (String line : lines) {
      assertTrue(
          line.matches("E2\\.\\d+ .*(0 of \\d+ recipes recorded|measured in the notebook)"), line);
    }
  }

  @Test
  void recordsOfAnotherMachineAreComparedToTheBit(@TempDir Path folder) throws IOException {
    List<Recipe> two = Experiments.recipes(Experiments.matching(List.of("E0.2"))).subList(0, 2);
    Path here = folder.resolve("here");
    Path there = folder.resolve("there");
    copyRecord(two.getFirst(), "0badcafe", here);
    copyRecord(two.getFirst(), "0badcafe", there);
    copyRecord(two.getLast(), "0badcafe", here);
    copyRecord(two.getLast(), "deadbeef", there);

    String[] command = {"report", "compare", there.toString(), "--results", here.toString()};
    assertEquals(0, gradus.execute(command));
    assertSaid("1 of 2 runs in both folders are equal to the bit");
    assertSaid(two.getLast().name());
    assertFalse(out.toString().contains(two.getFirst().name()), out.toString());

    assertEquals(2, gradus.execute("report", "compare", folder.resolve("nowhere").toString()));
    assertComplained("no run with the budget report is recorded both in");
  }

  /** A copy of one of the kit's records, of a run that ended with these weights. */
  private static void copyRecord(Recipe recipe, String weights, Path folder) throws IOException {
    var record = Results.ofKit().file(recipe, 1, Budget.REPORT, ".json");
    var copy = JsonParser.parseString(Files.readString(record)).getAsJsonObject();
    copy.addProperty("weights", weights);
    Path file = new Results(folder).file(recipe, 1, Budget.REPORT, ".json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, copy.toString());
  }

  @Test
  void theSettingsOfARecipeAreListedOnRequest(@TempDir Path empty) {
    assertEquals(
        0, gradus.execute("report", "list", "E2.7", "--settings", "--results", empty.toString()));
    assertSaid("learning rate");
  }

  @Test
  void theDoctorNamesWhatItFoundAndEndsWithCode3WhereSomethingIsMissing() {
    int code = gradus.execute("doctor");
    assertEquals(out.toString().contains("MISSING") ? 3 : 0, code);
    assertFalse(out.toString().contains("ESCAPED"), out.toString());
    for (String what :
        List.of("kit", "JDK", "Jupyter", "MNIST", "CIFAR-10", "processor", "grading")) {
      assertTrue(
          out.toString().lines().anyMatch(l -> l.matches("(ok|MISSING|none) +" + what + " .*")));
    }
    assertSaid("single precision: ");
  }

  @Test
  void aRaceWithoutItsDataSaysHowToGetThem(@TempDir Path empty) {
    assertEquals(3, gradus.execute("race", "--data", empty.toString()));
    assertComplained("The race needs CIFAR-10, which is not in " + empty);
    assertEquals(3, gradus.execute("race", "ladder", "--data", empty.toString()));
    assertComplained("The ladder needs CIFAR-10, which is not in " + empty);
  }
}
