package gradus.grading;

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
  public String title() {
    return name.replace(".ipynb", "");
  }

  /** The points earned with it. */
  public double earned() {
    return exercises.stream().mapToDouble(ExerciseGrades::earned).sum();
  }

  /** The points that it offers. */
  public double possible() {
    return exercises.stream().mapToDouble(ExerciseGrades::possible).sum();
  }

  /** The points that a person has yet to give. */
  public double open() {
    return exercises.stream().mapToDouble(ExerciseGrades::open).sum();
  }
}
