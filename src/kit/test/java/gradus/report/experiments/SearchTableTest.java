package gradus.report.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.course.Budget;
import gradus.tensor.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SearchTableTest {
  @TempDir private Path folder;

  private static final SearchPoint POINT = new SearchPoint(0.0123, 128, 4.56e-5, 0.7);
  private static final SearchRun RUN =
      new SearchRun(
          SearchStage.COARSE, POINT, 1, "MNIST", 0.9875, 0.941, 0.21057, 0.938, 0.2201, 0.3);
  private static final SearchRun DIVERGED =
      new SearchRun(
          SearchStage.AGAIN, POINT, 7, "MNIST", 0.1, 0.098, Double.NaN, 0.1, Double.NaN, 0.25);

  @Test
  void aTableIsReadAsItWasWritten() throws IOException {
    var table = new SearchTable(Budget.LESSON, List.of(RUN, DIVERGED));
    table.write(file());
    assertEquals(table, SearchTable.read(file(), Budget.LESSON));
    assertEquals(List.of(DIVERGED), table.of(SearchStage.AGAIN));
    assertEquals(Optional.of(RUN), table.find(SearchStage.COARSE, POINT, 1));
    assertEquals(Optional.empty(), table.find(SearchStage.COARSE, POINT, 2));
  }

  @Test
  void noFileIsAnEmptyTable() throws IOException {
    assertEquals(List.of(), SearchTable.read(file(), Budget.QUICK).runs());
  }

  @Test
  void whereverAFileWasCutItsWholeLinesRemain() throws IOException {
    new SearchTable(Budget.LESSON, List.of(RUN, RUN, DIVERGED)).write(file());
    String text = Files.readString(file());
    for (int length = 0; length <= text.length(); length++) {
      Files.writeString(file(), text.substring(0, length));
      long lines = text.substring(0, length).chars().filter(c -> c == '\n').count();
      assertEquals(
          Math.max(0, lines - 2),
          SearchTable.read(file(), Budget.LESSON).runs().size(),
          "" + length);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"coarse,0.1", "coars,%s", "coarse,x%s", "", "coarse,%s,1"})
  void aLineThatIsNoRunIsNamed(String damaged) throws IOException {
    new SearchTable(Budget.LESSON, List.of(RUN)).write(file());
    String rest = RUN.line().substring("coarse,".length());
    Files.writeString(file(), Files.readString(file()) + damaged.formatted(rest) + "\n");
    var error = assertThrows(IOException.class, () -> SearchTable.read(file(), Budget.LESSON));
    assertTrue(error.getMessage().contains("line 4 of " + file()), error.getMessage());
  }

  @Test
  void aTableOfOtherSettingsIsRefused() throws IOException {
    new SearchTable(Budget.QUICK, List.of(RUN)).write(file());
    var error = assertThrows(IOException.class, () -> SearchTable.read(file(), Budget.LESSON));
    assertTrue(error.getMessage().contains("--table"), error.getMessage());
    Files.writeString(file(), Files.readString(file()).replace("batch 32", "batch 64"));
    assertThrows(IOException.class, () -> SearchTable.read(file(), Budget.QUICK));
  }

  @Test
  void runsOfTwoDataSetsAreNotCompared() throws IOException {
    var table = new SearchTable(Budget.LESSON, List.of(RUN));
    SearchRun other = SearchRun.parse(RUN.line().replace("MNIST", "drawn digits"));
    var error = assertThrows(IOException.class, () -> table.and(List.of(other)));
    assertTrue(error.getMessage().contains("MNIST and drawn digits"), error.getMessage());
    assertEquals(2, table.and(List.of(DIVERGED)).runs().size());
  }

  @Test
  void theNameOfARecipeSaysItsPointInFull() {
    for (var setting : SearchPoint.SPACE.random(200, new Seed(5))) {
      SearchPoint point = SearchPoint.of(setting);
      assertEquals(Optional.of(point), SearchPoint.named(point.recipe().name()));
      assertEquals(point.recipe().settings(), Experiments.recipe(point.recipe().name()).settings());
    }
    assertEquals("r3-relu", Experiments.recipe("r3-relu").name());
    assertEquals(Optional.empty(), SearchPoint.named("r3-relu"));
    assertThrows(IllegalArgumentException.class, () -> Experiments.recipe("r3-point_0.1_64_1"));
  }

  private Path file() {
    return folder.resolve("table.csv");
  }
}
