package gradus.assignment;

import java.util.List;

/**
 * What a student earned with an assignment.
 *
 * @param student as the folder is named
 * @param notebooks one for each of the assignment's
 */
public record Marks(String student, List<OfNotebook> notebooks) {
  public Marks {
    notebooks = List.copyOf(notebooks);
  }

  /**
   * What was earned with one notebook.
   *
   * @param name of the file
   * @param exercises in order
   * @param remarks on the submission itself, such as a cell that was restored
   */
  public record OfNotebook(String name, List<OfExercise> exercises, List<String> remarks) {
    public OfNotebook {
      exercises = List.copyOf(exercises);
      remarks = List.copyOf(remarks);
    }
  }

  /**
   * What was earned with one exercise.
   *
   * @param id its name in the notebook
   * @param title the heading above it
   * @param earned points
   * @param possible points
   * @param hints why points were lost
   */
  public record OfExercise(
      String id, String title, double earned, double possible, List<String> hints) {
    public OfExercise {
      hints = List.copyOf(hints);
    }
  }

  /** All points earned. */
  public double earned() {
    return exercises().stream().mapToDouble(OfExercise::earned).sum();
  }

  /** All points that there are. */
  public double possible() {
    return exercises().stream().mapToDouble(OfExercise::possible).sum();
  }

  /** The exercises of all notebooks. */
  List<OfExercise> exercises() {
    return notebooks.stream().flatMap(notebook -> notebook.exercises().stream()).toList();
  }

  /** The remarks on all notebooks. */
  List<String> remarks() {
    return notebooks.stream().flatMap(notebook -> notebook.remarks().stream()).toList();
  }
}
