package gradus.exercise;

import gradus.tensor.Seed;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Something to compute, with its right answer and those of the usual mistakes.
 *
 * <p>A check cell is one line; the lambda stands inside it and may answer a part of what is asked:
 * {@code QuestionBank.question("svm_loss").check(given -> Values.of("loss", svm(given.matrix("W"),
 * given.matrix("X"), given.labels("y"), given.number("reg"))))}.
 */
public final class Question {
  private static final long VISIBLE = 1;

  private final String id;
  private final String text;
  private final Function<RandomInputs, List<Values>> trials;
  private final UnaryOperator<Values> solution;
  private final Map<Mistake, UnaryOperator<Values>> mistakes;

  /**
   * A question without known mistakes.
   *
   * @param id such as {@code svm_loss}
   * @param text what is given and what is asked, in a sentence
   * @param trials draws inputs that show each mistake; no dimension is the same in all of them
   * @param solution computes the right answer
   */
  public Question(
      String id,
      String text,
      Function<RandomInputs, List<Values>> trials,
      UnaryOperator<Values> solution) {
    this(id, text, trials, solution, Map.of());
  }

  private Question(
      String id,
      String text,
      Function<RandomInputs, List<Values>> trials,
      UnaryOperator<Values> solution,
      Map<Mistake, UnaryOperator<Values>> mistakes) {
    this.id = id;
    this.text = text;
    this.trials = trials;
    this.solution = solution;
    this.mistakes = mistakes;
  }

  /** This question and one more mistake, with a method that makes it. */
  public Question mistake(String name, String hint, UnaryOperator<Values> method) {
    return mistake(new Mistake(name, hint), method);
  }

  /** The same for a mistake that leaves all values but one right. */
  public Question mistake(String name, String hint, String value, Function<Values, Tensor> method) {
    return mistake(name, hint, given -> answer(given).and(value, method.apply(given)));
  }

  /**
   * This question and the mistakes that one method makes at different places.
   *
   * @param places the constants of an enumeration, the first of which stands for no mistake
   * @param mistake describes a place
   * @param method computes the answer with a mistake at this place
   */
  public <E extends Enum<E>> Question mistakes(
      E[] places, Function<E, Mistake> mistake, BiFunction<Values, E, Values> method) {
    Question question = this;
    for (E place : Arrays.asList(places).subList(1, places.length)) {
      question = question.mistake(mistake.apply(place), given -> method.apply(given, place));
    }
    return question;
  }

  private Question mistake(Mistake mistake, UnaryOperator<Values> method) {
    Map<Mistake, UnaryOperator<Values>> more = new LinkedHashMap<>(mistakes);
    more.put(mistake, method);
    return new Question(id, text, trials, solution, more);
  }

  /** The id, such as {@code svm_loss}. */
  public String id() {
    return id;
  }

  /** The usual mistakes. */
  public List<Mistake> mistakes() {
    return List.copyOf(mistakes.keySet());
  }

  /** What a method is given in the first visible trial. */
  public Values example() {
    return inputs(VISIBLE).getFirst();
  }

  /** The right answer to given inputs. */
  public Values answer(Values given) {
    return solution.apply(given);
  }

  /**
   * The answer that a mistake leads to.
   *
   * @throws IllegalArgumentException if it is not one of {@link #mistakes()}
   */
  public Values answer(Mistake mistake, Values given) {
    UnaryOperator<Values> method = mistakes.get(mistake);
    if (method == null) {
      throw new IllegalArgumentException(id + " knows no mistake " + mistake);
    }
    return method.apply(given);
  }

  /**
   * Ends a check cell with a hint where a method is wrong.
   *
   * @throws AssertionError saying what is wrong and, if a usual mistake gives the same, which
   * @throws IllegalArgumentException if the method answers nothing, or a name that is not expected
   */
  public void check(UnaryOperator<Values> method) {
    check(VISIBLE, method);
  }

  /** The same with inputs drawn from another seed, as hidden tests do. */
  public void check(long seed, UnaryOperator<Values> method) {
    Diagnosis diagnosis = diagnose(seed, method);
    if (!diagnosis.right()) {
      throw new AssertionError(diagnosis.toString());
    }
  }

  /** What is wrong with a method, with inputs drawn from a seed. */
  public Diagnosis diagnose(long seed, UnaryOperator<Values> method) {
    return diagnose(inputs(seed), method);
  }

  /** What is wrong with a method that is given these inputs, one after the other. */
  public Diagnosis diagnose(List<Values> inputs, UnaryOperator<Values> method) {
    List<Trial> made =
        inputs.stream().map(given -> Trial.of(id, given, answer(given), method)).toList();
    return Diagnosis.of(id, made, mistakes);
  }

  private List<Values> inputs(long seed) {
    return trials.apply(new RandomInputs(new Seed(seed).stream(id)));
  }

  /** The id, what is asked, and an example of what is given. */
  @Override
  public String toString() {
    return "%s: %s%ngiven, for example: %s".formatted(id, text, example());
  }
}
