package gradus.grading;

import java.util.ArrayList;
import java.util.List;

/**
 * What was earned with one exercise.
 *
 * @param id its name in the notebook
 * @param title the heading above it
 * @param earned points
 * @param possible points
 * @param hints why points were lost, and what the teacher says
 * @param answer what a person grades of it
 */
public record ExerciseGrades(
    String id,
    String title,
    double earned,
    double possible,
    List<String> hints,
    WrittenAnswer answer) {
  public ExerciseGrades {
    hints = List.copyOf(hints);
  }

  /** The points that a person has yet to give. */
  public double open() {
    return answer.isOpen() ? answer.points() : 0;
  }

  /** The same with a person's points, and nothing open any more. */
  public ExerciseGrades graded(double points, List<String> comments) {
    List<String> all = new ArrayList<>(hints);
    all.addAll(comments);
    return new ExerciseGrades(
        id, title, earned + points, possible, all, new WrittenAnswer(answer.points(), ""));
  }
}
