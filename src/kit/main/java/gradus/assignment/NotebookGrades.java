package gradus.assignment;

import java.util.List;

/**
 * What was earned with one notebook.
 *
 * @param name of the file
 * @param exercises in order
 * @param remarks on the submission itself, such as a cell that was restored
 */
public record NotebookGrades(String name, List<ExerciseGrades> exercises, List<String> remarks) {
  public NotebookGrades {
    exercises = List.copyOf(exercises);
    remarks = List.copyOf(remarks);
  }

  /** The name of the file without its ending. */
  String title() {
    return name.replace(".ipynb", "");
  }

  /** The points earned with it. */
  double earned() {
    return exercises.stream().mapToDouble(ExerciseGrades::earned).sum();
  }

  /** The points that it offers. */
  double possible() {
    return exercises.stream().mapToDouble(ExerciseGrades::possible).sum();
  }
}
