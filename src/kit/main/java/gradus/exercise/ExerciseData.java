package gradus.exercise;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * An exercise as plain data: whatever its check needs, and nothing that a notebook shows.
 *
 * @param id with its set, such as {@code a1/svm-loss}
 * @param title a few words
 * @param minutes that it takes
 * @param difficulty from 1 to 3
 * @param points that it earns; 0 in a lesson
 * @param texts what is said after an attempt
 * @param tolerance the relative error allowed
 * @param changes the arguments that the method is meant to change
 * @param accuracy the fraction of labels that must agree, where labels are asked
 * @param cases the visible inputs, the first of which a person can compute by hand
 * @param mistakes the usual ones
 */
public record ExerciseData(
    String id,
    String title,
    int minutes,
    int difficulty,
    double points,
    Texts texts,
    double tolerance,
    Set<String> changes,
    OptionalDouble accuracy,
    List<Case> cases,
    List<KnownMistake> mistakes) {
  /**
   * What a learner is told.
   *
   * @param nudge after the first failure; does not give the answer away
   * @param where to look, if no mistake is recognised
   * @param byHand how a person gets the first number
   * @param why the answer is as it is, said after success
   */
  public record Texts(String nudge, String where, String byHand, String why) {}

  public ExerciseData {
    cases = List.copyOf(cases);
    mistakes = List.copyOf(mistakes);
  }

  /** Whether it earns points. */
  public boolean isGraded() {
    return points > 0;
  }

  /** The same exercise with other cases, about which no mistakes are known. */
  public ExerciseData withCases(List<Case> others) {
    return with(others, List.of());
  }

  /** The same exercise with other cases and what mistakes answer to them. */
  public ExerciseData with(List<Case> others, List<KnownMistake> known) {
    return new ExerciseData(
        id, title, minutes, difficulty, points, texts, tolerance, changes, accuracy, others, known);
  }

  /** The inputs alone. */
  public List<Values> inputs() {
    return cases.stream().map(Case::given).toList();
  }

  Optional<Values> expected(int at) {
    return cases.get(at).expected();
  }
}
