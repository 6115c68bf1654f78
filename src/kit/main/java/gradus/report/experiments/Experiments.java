package gradus.report.experiments;

import gradus.report.Experiment;
import gradus.report.ExperimentRow;
import gradus.report.Recipe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** All experiments of the five reports, by id. */
public final class Experiments {
  private static final List<Experiment> ALL =
      Stream.of(
              Report0.experiments(),
              Report1.experiments(),
              Report2.experiments(),
              Report3.experiments(),
              Report4.experiments())
          .flatMap(List::stream)
          .toList();

  private Experiments() {}

  /** All of them, in the reports' order. */
  public static List<Experiment> all() {
    return ALL;
  }

  /** The experiment of this id. */
  public static Experiment byId(String id) {
    return matching(id).getFirst();
  }

  /**
   * Those that a word means: an id such as E2.7, a report such as R2, or {@code all}.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static List<Experiment> matching(String word) {
    String wanted = word.toUpperCase(Locale.ROOT);
    List<Experiment> found =
        ALL.stream()
            .filter(e -> e.id().equals(wanted) || e.report().equals(wanted) || wanted.equals("ALL"))
            .toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "no experiment is called %s; ./gradus report list shows all".formatted(word));
    }
    return found;
  }

  /** Those that several words mean, in the order of the words. */
  public static List<Experiment> matching(List<String> words) {
    return words.stream().flatMap(word -> matching(word).stream()).toList();
  }

  /**
   * The recipe of this name, of an experiment or of a point of a search.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Recipe recipe(String name) {
    return recipes(ALL).stream()
        .filter(recipe -> recipe.name().equals(name))
        .findFirst()
        .or(() -> SearchPoint.named(name).map(SearchPoint::recipe))
        .orElseThrow(() -> new IllegalArgumentException("no recipe is called " + name));
  }

  /** The first row of each of these experiments. */
  public static List<ExperimentRow> firstRows(String... ids) {
    return Stream.of(ids).map(id -> byId(id).rows().getFirst()).toList();
  }

  /** The recipes of these experiments, each once: an experiment may share one with another. */
  public static List<Recipe> recipes(List<Experiment> experiments) {
    Map<String, Recipe> byName = new LinkedHashMap<>();
    experiments.stream()
        .flatMap(experiment -> experiment.recipes().stream())
        .forEach(recipe -> byName.putIfAbsent(recipe.name(), recipe));
    return List.copyOf(byName.values());
  }
}
