package gradus.assignment;

import gradus.notebook.Cell;
import gradus.notebook.Notebook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What decides the points of an exercise, to tell one version of an assignment from another.
 *
 * @param points that it can earn
 * @param text of its cells and of what its author writes of it
 */
public record ExerciseVersion(double points, String text) {
  /** The name, after that of its notebook, of the cells that belong to no exercise. */
  public static final String REST = "*";

  static Map<String, ExerciseVersion> of(
      String file, Notebook notebook, Optional<ExerciseSources> sources) {
    String title = file.replace(".ipynb", "");
    Map<String, ExerciseVersion> versions = new LinkedHashMap<>();
    StringBuilder rest = new StringBuilder();
    for (Cell cell : notebook.cells()) {
      rest.append(cell.isSolution() || cell.isTest() ? "" : cell.source()).append('\n');
    }
    notebook.training().ifPresent(rest::append);
    for (Exercise exercise : Exercise.in(notebook)) {
      StringBuilder text = new StringBuilder();
      notebook.cells().stream()
          .filter(cell -> cell.gradeId().equals(exercise.id()))
          .forEach(cell -> text.append(cell.source()).append('\n'));
      for (Cell test : exercise.tests()) {
        text.append(test.points()).append(test.source()).append(facts(test, sources));
      }
      versions.put(
          title + "/" + exercise.id(), new ExerciseVersion(exercise.points(), text.toString()));
    }
    versions.put(title + "/" + REST, new ExerciseVersion(0, rest.toString()));
    return versions;
  }

  private static String facts(Cell test, Optional<ExerciseSources> sources) {
    Optional<String> id = CheckCell.in(test).map(CheckCell::id);
    List<ExerciseSource> all = sources.map(ExerciseSources::exercises).orElse(List.of());
    return all.stream()
        .filter(source -> id.filter(source.id()::equals).isPresent())
        .map(source -> source.facts().toString())
        .findFirst()
        .orElse("");
  }
}
