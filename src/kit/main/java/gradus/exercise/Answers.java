package gradus.exercise;

import java.util.function.Function;

/**
 * What a method answers to given inputs, as text: the form in which answers leave the process that
 * computed them.
 *
 * <p>A grader writes {@code new gradus.exercise.Answers(…)} and not the call of a method, because a
 * variable named {@code gradus} or {@code String} hides the first word of a call, but not of {@code
 * new}.
 */
public final class Answers {
  private final String text;

  /**
   * Calls a method.
   *
   * @param inputs as text, in pieces
   */
  public Answers(Function<Given, ?> method, String... inputs) {
    text =
        ExerciseFile.toJson(Responses.caught(ExerciseFile.inputs(String.join("", inputs)), method));
  }

  /** Calls a method that then changes all its arguments, to try a check with. */
  public static Answers careless(Function<Given, ?> method, String... inputs) {
    Function<Given, Object> careless =
        given -> {
          Object result = Values.ofAnswer(method.apply(given));
          given.spoil();
          return result;
        };
    return new Answers(careless, inputs);
  }

  @Override
  public String toString() {
    return text;
  }
}
