package gradus.assignment;

import gradus.exercise.Mistake;
import java.util.Map;
import java.util.Optional;

/**
 * A known wrong answer: the solution with one piece of its text replaced.
 *
 * @param find the piece of the solution, which must occur once
 * @param put what stands there instead
 * @param mistake as it is told to a learner
 */
public record Variant(String find, String put, Mistake mistake) {
  static Variant of(String id, Map<?, ?> facts) {
    return new Variant(
        text(id, facts, "find"),
        text(id, facts, "put"),
        new Mistake(text(id, facts, "name"), text(id, facts, "hint")));
  }

  private static String text(String id, Map<?, ?> facts, String word) {
    Object text = facts.get(word);
    if (text == null) {
      throw new IllegalArgumentException(
          "%s: the wrong variant %s has no \"%s\"".formatted(id, facts, word));
    }
    return text.toString();
  }

  /** The solution with this mistake; none if the piece does not occur exactly once. */
  public Optional<String> in(String solution) {
    int at = solution.indexOf(find);
    return at < 0 || solution.indexOf(find, at + 1) >= 0
        ? Optional.empty()
        : Optional.of(solution.substring(0, at) + put + solution.substring(at + find.length()));
  }
}
