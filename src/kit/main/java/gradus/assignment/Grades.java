package gradus.assignment;

import java.util.List;

/**
 * What a student earned with an assignment.
 *
 * @param student as the folder is named
 * @param notebooks one for each of the assignment's
 */
public record Grades(String student, List<OfNotebook> notebooks) {
  public Grades {
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

    /** The name without what files are called. */
    String title() {
      return name.replace(".ipynb", "");
    }

    /** The points earned with it. */
    double earned() {
      return exercises.stream().mapToDouble(OfExercise::earned).sum();
    }

    /** The points that it offers. */
    double possible() {
      return exercises.stream().mapToDouble(OfExercise::possible).sum();
    }
  }

  /**
   * What was earned with one exercise.
   *
   * @param id its name in the notebook
   * @param title the heading above it
   * @param earned points
   * @param possible points
   * @param hints why points were lost; none where none were
   */
  public record OfExercise(
      String id, String title, double earned, double possible, List<String> hints) {
    public OfExercise {
      hints = List.copyOf(hints);
    }
  }

  /** All points earned. */
  public double earned() {
    return notebooks.stream().mapToDouble(OfNotebook::earned).sum();
  }

  /** All points that there are. */
  public double possible() {
    return notebooks.stream().mapToDouble(OfNotebook::possible).sum();
  }

  /** The exercises of all notebooks. */
  List<OfExercise> exercises() {
    return notebooks.stream().flatMap(notebook -> notebook.exercises().stream()).toList();
  }

  /** A name for each of the exercises, such as {@code knn/vote}. */
  List<String> exerciseNames() {
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
