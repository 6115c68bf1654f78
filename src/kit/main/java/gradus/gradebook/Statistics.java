package gradus.gradebook;

import gradus.grading.ExerciseGrades;
import gradus.grading.Grades;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How a class did, without a name.
 *
 * @param rows of all students
 * @param exercises the points of each that there are
 */
record Statistics(List<Row> rows, Map<String, Double> exercises) {
  private static final int BINS = 10;

  double possible() {
    return exercises.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** The points of each student who was graded. */
  List<Double> points() {
    return rows.stream().flatMap(row -> row.points().stream().boxed()).toList();
  }

  double mean() {
    return points().stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  long count(Status status) {
    return rows.stream().filter(row -> row.status() == status).count();
  }

  /** How many earned each tenth of the points; all points belong to the last. */
  List<Integer> distribution() {
    List<Integer> bins = new ArrayList<>(java.util.Collections.nCopies(BINS, 0));
    for (double points : points()) {
      int bin = (int) Math.min(BINS - 1, BINS * points / Math.max(Double.MIN_NORMAL, possible()));
      bins.set(bin, bins.get(bin) + 1);
    }
    return bins;
  }

  /** The exercises, those first of which the class earned the smallest share. */
  List<String> hardestFirst() {
    return exercises.keySet().stream()
        .filter(name -> exercises.getOrDefault(name, 0.0) > 0)
        .sorted(Comparator.comparingDouble(this::share))
        .toList();
  }

  /** The share of an exercise's points that the graded earned. */
  double share(String exercise) {
    return rows.stream()
        .flatMap(row -> row.grades().stream())
        .mapToDouble(grades -> earned(grades, exercise))
        .average()
        .orElse(0);
  }

  private static double earned(Grades grades, String exercise) {
    int place = grades.exerciseNames().indexOf(exercise);
    if (place < 0) {
      return 0;
    }
    ExerciseGrades found = grades.exercises().get(place);
    return found.earned() / Math.max(Double.MIN_NORMAL, found.possible());
  }
}
