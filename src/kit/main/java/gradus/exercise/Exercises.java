package gradus.exercise;

import java.util.function.Function;

/**
 * What a notebook's cells say, each in one line: check an answer, leave an exercise open, ask for a
 * prediction, assert a claim, show how far one is.
 *
 * <p>In a notebook: {@code import static gradus.exercise.Exercises.*;}.
 */
public final class Exercises {
  /** The message of an exercise that is still open. */
  public static final String NOT_DONE = "exercise not done yet";

  private Exercises() {}

  /** Stands in an empty method, whatever it returns. */
  @SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"})
  public static <T> T todo() {
    throw new UnsupportedOperationException(NOT_DONE);
  }

  /**
   * Checks an answer: {@code check("01/l1", g -> l1(g.vector("a"), g.vector("b")));}.
   *
   * <p>Prints why the answer is right, or what is wrong: first a nudge, the second time the likely
   * mistake, the third time where to look.
   *
   * @param id of the exercise, with its set
   * @param method calls the learner's, and returns a number, labels, {@code double[]}, a matrix, a
   *     tensor, or several as {@link Values}
   * @throws CheckFailed if the exercise earns points and the answer is wrong or missing
   * @throws IllegalArgumentException if there is no such exercise
   */
  public static void check(String id, Function<Given, ?> method) {
    ExerciseData exercise = ExerciseFile.load(id);
    ProgressFile progress = ProgressFile.ofLearner();
    Verdict verdict = Verdict.of(exercise, method, progress.attempts(id) + 1);
    progress.record(id, verdict);
    verdict.say(Progress.after(exercise, progress), System.out);
  }

  /** All that is known of what is wrong, for a reader who has one try. */
  public static String explanation(Findings findings) {
    return Verdict.full(findings);
  }

  /**
   * Asks for a prediction under the cell, keeps it with the output, and unfolds the answer. Without
   * a person it shows the question and the folded answer.
   */
  public static void predict(String id, String question, String answer) {
    new Prediction(id, question, answer).ask();
  }

  /**
   * Says that the text is right about an output.
   *
   * @param holds whether it is
   * @param claim what the text says, which is printed where it does not hold
   * @throws AssertionError if it does not hold and claims are strict, as in {@code gradus run}
   */
  public static void claim(boolean holds, String claim) {
    if (!holds && "strict".equals(System.getenv("GRADUS_CLAIMS"))) {
      throw new AssertionError("the text says \"%s\", and here it is not so".formatted(claim));
    }
    if (!holds) {
      System.out.println("With your numbers the text is not right that " + claim + ".");
    }
  }

  /** Shows which exercises of a notebook are done, and which is next. */
  public static void progress(String notebook) {
    System.out.println(Progress.of(notebook, ProgressFile.ofLearner()));
  }
}
