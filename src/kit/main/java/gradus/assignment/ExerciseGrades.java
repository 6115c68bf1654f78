package gradus.assignment;

import java.util.List;

/**
 * What was earned with one exercise.
 *
 * @param id its name in the notebook
 * @param title the heading above it
 * @param earned points
 * @param possible points
 * @param hints why points were lost; none where none were
 */
public record ExerciseGrades(
    String id, String title, double earned, double possible, List<String> hints) {
  public ExerciseGrades {
    hints = List.copyOf(hints);
  }
}
