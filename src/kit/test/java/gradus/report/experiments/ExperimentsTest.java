package gradus.report.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.course.Budget;
import gradus.report.Experiment;
import gradus.report.OpenChoice;
import gradus.report.Recipe;
import gradus.report.Results;
import gradus.report.Substitute;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExperimentsTest {
  /** The number of experiments of each report. */
  private static final int[] COUNTS = {8, 9, 13, 14, 7};

  @Test
  void everyExperimentIsThereInOrder() {
    List<String> expected = new ArrayList<>();
    for (int report = 0; report < COUNTS.length; report++) {
      for (int number = 1; number <= COUNTS[report]; number++) {
        expected.add("E%d.%d".formatted(report, number));
      }
    }
    assertEquals(expected, Experiments.all().stream().map(Experiment::id).toList());
  }

  @Test
  void recipesOfOneNameAreOneRecipe() {
    Map<String, Map<String, String>> settings = new HashMap<>();
    for (Experiment experiment : Experiments.all()) {
      for (Recipe recipe : experiment.recipes()) {
        var known = settings.putIfAbsent(recipe.name(), recipe.settings());
        assertTrue(known == null || known.equals(recipe.settings()), recipe.name());
      }
    }
  }

  @Test
  void recipesOfDifferentNamesDiffer() {
    Map<Map<String, String>, String> names = new HashMap<>();
    for (Recipe recipe : Experiments.recipes(Experiments.all())) {
      String other = names.putIfAbsent(recipe.settings(), recipe.name());
      assertTrue(other == null, recipe.name() + " is " + other);
    }
  }

  @Test
  void everyCommittedRecordBelongsToARecipeOfToday() throws IOException {
    Results results = Results.ofKit();
    for (Recipe recipe : Experiments.recipes(Experiments.all())) {
      int wanted = Math.min(3, recipe.repetitions());
      assertEquals(wanted, results.all(recipe, Budget.REPORT).size(), recipe.name());
    }
  }

  @Test
  void whatAReportLeavesOpenIsAChoiceWithItsReason() {
    for (Experiment experiment : Experiments.all()) {
      assertFalse(experiment.choices().isEmpty(), experiment.id());
      for (OpenChoice choice : experiment.choices()) {
        assertFalse(choice.chosen().isBlank() || choice.reason().isBlank(), experiment.id());
      }
    }
  }

  @Test
  void aSubstituteSaysWhatItCannotShow() {
    for (Experiment experiment : Experiments.matching("R4")) {
      for (Recipe recipe : experiment.recipes()) {
        Substitute substitute = recipe.substitute().orElseThrow();
        assertFalse(substitute.scaled().isBlank() || substitute.hides().isBlank(), recipe.name());
      }
    }
  }

  @Test
  void reportsAndIdsAreFoundByAnyCase() {
    assertEquals(13, Experiments.matching("r2").size());
    assertEquals("E3.6", Experiments.byId("e3.6").id());
    assertThrows(IllegalArgumentException.class, () -> Experiments.matching("E9.9"));
  }

  @Test
  void theGridHasItsTwentySevenPoints() {
    Experiment grid = Experiments.byId("E3.6");
    assertEquals(27, grid.rows().size());
    assertEquals(27, grid.recipes().size());
  }
}
