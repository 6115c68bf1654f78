package gradus.gradebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a person gave for an answer.
 *
 * @param points that were given
 * @param comments for the student
 */
record ManualMark(double points, List<String> comments) {
  /**
   * The mark in a row of {@code manual.csv}, which has points or names deductions.
   *
   * @throws IllegalArgumentException if the points are no number from 0 to what is possible
   */
  static ManualMark of(Map<String, String> row, Rubric rubric, double possible) {
    List<Rubric.Deduction> deductions = rubric.named(row.getOrDefault("rubric", ""));
    String points = row.getOrDefault("points", "").strip();
    double given =
        points.isEmpty()
            ? Math.max(0, possible - deductions.stream().mapToDouble(d -> d.minus()).sum())
            : number(points, possible);
    List<String> comments = new ArrayList<>();
    deductions.forEach(deduction -> comments.add(deduction.sentence()));
    if (!row.getOrDefault("comment", "").isBlank()) {
      comments.add(row.getOrDefault("comment", ""));
    }
    return new ManualMark(given, comments);
  }

  private static double number(String points, double possible) {
    try {
      double number = Double.parseDouble(points.replace(',', '.'));
      if (number >= 0 && number <= possible) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as what is out of range.
    }
    throw new IllegalArgumentException(
        "received %s points, expected a number from 0 to %s"
            .formatted(points, Page.number(possible)));
  }

  /** Whether a row says what was given. */
  static boolean isIn(Map<String, String> row) {
    return !row.getOrDefault("points", "").isBlank() || !row.getOrDefault("rubric", "").isBlank();
  }
}
