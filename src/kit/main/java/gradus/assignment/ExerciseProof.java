package gradus.assignment;

import java.util.List;

/**
 * Whether the check of an exercise tells right from wrong.
 *
 * @param id of the exercise
 * @param points that it earns
 * @param solutionIsRight whether the solution passes, on visible and on hidden inputs
 * @param variants the number of wrong variants
 * @param failed how many of them fail
 * @param named how many of them are named
 * @param pairs the number of pairs of mistakes that give numbers of their own, and are named as two
 * @param changed how many arguments can be changed, and how many changes are noticed, as a text
 * @param robotFails whether a method that returns the first expected answer fails
 * @param problems a sentence each; empty if all is well
 */
public record ExerciseProof(
    String id,
    double points,
    boolean solutionIsRight,
    int variants,
    int failed,
    int named,
    int pairs,
    String changed,
    boolean robotFails,
    List<String> problems) {
  public ExerciseProof {
    problems = List.copyOf(problems);
  }
}
