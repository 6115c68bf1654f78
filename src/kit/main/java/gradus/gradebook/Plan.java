package gradus.gradebook;

import gradus.grading.Grades;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which submissions of a class are to be graded, and which rows are known without.
 *
 * @param known by student: graded before and unchanged, not handed in, or not asked for
 * @param open to be graded
 */
public record Plan(Map<String, Row> known, List<Submission> open) {
  /**
   * A submission to grade.
   *
   * @param digest of all that determines its grades
   */
  record Submission(String student, String digest) {}

  /**
   * What a teacher asked for.
   *
   * @param again whether what was graded before is graded again
   * @param students the only ones to grade, or none for all
   */
  public record Choice(boolean again, Set<String> students) {
    boolean includes(String student) {
      return students.isEmpty() || students.contains(student);
    }

    boolean repeats(String student) {
      return again || students.contains(student);
    }
  }

  /**
   * The plan for a class.
   *
   * @param submissions the places of what each student handed in
   * @param conditions a digest of all that determines grades apart from the submission
   */
  public static Plan of(
      GradingFolder folder, Map<String, List<Path>> submissions, String conditions, Choice choice) {
    Map<String, Row> known = new TreeMap<>();
    List<Submission> open = new ArrayList<>();
    submissions.forEach(
        (student, places) -> {
          try {
            var submission = new Submission(student, digest(conditions, places));
            known(folder.results(), submission, places, choice)
                .ifPresentOrElse(row -> known.put(student, row), () -> open.add(submission));
          } catch (IOException | UncheckedIOException e) {
            known.put(student, Row.notGraded(student, "it cannot be read: " + e.getMessage()));
          }
        });
    return new Plan(known, open);
  }

  /**
   * Makes sure that all who are asked for are there.
   *
   * @throws IllegalArgumentException if there is no submission of one
   */
  public static void check(Choice choice, Map<String, List<Path>> submissions) {
    for (String student : choice.students()) {
      if (!submissions.containsKey(student)) {
        throw new IllegalArgumentException(
            "There is no submission of \"%s\"; there are: %s"
                .formatted(student, String.join(", ", submissions.keySet())));
      }
    }
  }

  private static String digest(String conditions, List<Path> places) throws IOException {
    Digest digest = new Digest().add(conditions);
    for (Path place : places) {
      digest.add(place);
    }
    return digest.toString();
  }

  private static Optional<Row> known(
      Results results, Submission submission, List<Path> places, Choice choice) throws IOException {
    String student = submission.student();
    if (!places.isEmpty() && Digest.files(places).isEmpty()) {
      return Optional.of(Row.notHandedIn(student));
    }
    if (choice.includes(student) && choice.repeats(student)) {
      return Optional.empty();
    }
    Optional<Grades> grades = results.find(student, submission.digest());
    if (grades.isEmpty() && !choice.includes(student)) {
      return Optional.of(
          results
              .last(student)
              .map(Row::outdated)
              .orElseGet(() -> Row.notGraded(student, "not asked for")));
    }
    return grades.map(Row::graded);
  }

  /** How many were graded before, and are as they were. */
  public long unchanged() {
    return known.values().stream()
        .filter(row -> row.status() == Status.GRADED && row.reason().isEmpty())
        .count();
  }
}
