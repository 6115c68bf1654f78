package gradus.grading;

import java.util.List;

/**
 * What a student earned with an assignment.
 *
 * @param student as the folder is named
 * @param notebooks one for each of the assignment's
 */
public record Grades(String student, List<NotebookGrades> notebooks) {
  public Grades {
    notebooks = List.copyOf(notebooks);
  }

  /** All points earned. */
  public double earned() {
    return notebooks.stream().mapToDouble(NotebookGrades::earned).sum();
  }

  /** All points that there are. */
  public double possible() {
    return notebooks.stream().mapToDouble(NotebookGrades::possible).sum();
  }

  /** The points that a person has yet to give. */
  public double open() {
    return notebooks.stream().mapToDouble(NotebookGrades::open).sum();
  }

  /** The exercises of all notebooks. */
  public List<ExerciseGrades> exercises() {
    return notebooks.stream().flatMap(notebook -> notebook.exercises().stream()).toList();
  }

  /** A name for each of the exercises, such as {@code knn/vote}. */
  public List<String> exerciseNames() {
    return notebooks.stream()
        .flatMap(
            notebook -> notebook.exercises().stream().map(e -> notebook.title() + "/" + e.id()))
        .toList();
  }

  /** The remarks on all notebooks. */
  public List<String> remarks() {
    return notebooks.stream()
        .flatMap(notebook -> notebook.remarks().stream().map(r -> notebook.title() + ": " + r))
        .toList();
  }
}
