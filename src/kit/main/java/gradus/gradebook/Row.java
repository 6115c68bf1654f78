package gradus.gradebook;

import gradus.assignment.Grades;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A student's row of the class.
 *
 * @param grades if the submission was graded
 * @param reason why it was not, if that needs one
 */
public record Row(
    String student, Status status, Optional<Grades> grades, String reason, Lateness lateness) {

  public static Row graded(Grades grades) {
    return new Row(grades.student(), Status.GRADED, Optional.of(grades), "", Lateness.NONE);
  }

  static Row notHandedIn(String student) {
    return new Row(student, Status.NOT_HANDED_IN, Optional.empty(), "", Lateness.NONE);
  }

  static Row notGraded(String student, String reason) {
    return new Row(student, Status.NOT_GRADED, Optional.empty(), reason, Lateness.NONE);
  }

  Row with(Grades graded, Lateness late) {
    return new Row(student, status, Optional.of(graded), reason, late);
  }

  /** The points after what lateness costs; none where nothing was graded. */
  public OptionalDouble points() {
    return grades
        .map(graded -> OptionalDouble.of(graded.earned() - penalty()))
        .orElse(OptionalDouble.empty());
  }

  /** For example {@code 17 of 20}, or why there are no points. */
  public String pointsInWords() {
    return grades
        .map(graded -> Page.points(points().orElse(0), graded.possible()) + open(graded))
        .orElse(status.toString());
  }

  private static String open(Grades graded) {
    return graded.open() > 0 ? ", %s open".formatted(Page.number(graded.open())) : "";
  }

  /** The points that lateness costs. */
  double penalty() {
    return grades.map(graded -> graded.earned() * lateness.percent() / 100).orElse(0.0);
  }

  /** What a teacher should know of the submission. */
  public List<String> remarks() {
    return grades.map(Grades::remarks).orElse(reason.isEmpty() ? List.of() : List.of(reason));
  }
}
