package gradus.gradebook;

import gradus.grading.Grades;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A student's row of the class.
 *
 * @param grades if the submission was graded
 * @param reason why it was not, or not anew, if that needs one
 */
public record Row(
    String student, Status status, Optional<Grades> grades, String reason, Lateness lateness) {

  /** What was graded just now, or is as it was when it was graded. */
  public static Row graded(Grades grades) {
    return new Row(grades.student(), Status.GRADED, Optional.of(grades), "", Lateness.NONE);
  }

  /** Grades of before the submission or what else determines them changed. */
  static Row outdated(Grades grades) {
    return new Row(
        grades.student(),
        Status.GRADED,
        Optional.of(grades),
        "These points are of before the submission, the assignment, the limits or the kit changed.",
        Lateness.NONE);
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
    Stream<String> own = Stream.of(reason).filter(text -> !text.isEmpty());
    return Stream.concat(own, grades.stream().flatMap(graded -> graded.remarks().stream()))
        .toList();
  }
}
