package gradus.exercise;

import java.util.List;

/**
 * What is received where a mistake, or two at once, is made.
 *
 * @param mistakes one or two
 * @param answers to each case, in order; nothing where the method throws
 */
public record KnownMistake(List<Mistake> mistakes, List<Values> answers) {
  public KnownMistake {
    mistakes = List.copyOf(mistakes);
    answers = List.copyOf(answers);
  }
}
