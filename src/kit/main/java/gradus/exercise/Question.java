package gradus.exercise;

import gradus.tensor.Seed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Something to compute, with its right answer and those of the usual mistakes.
 *
 * <p>A check cell is one line; the lambda belongs inside it, and answers all that is wanted or a
 * part: {@code Question.of("svm_loss").check(given -> Values.of("loss", svm(given.matrix("W"),
 * given.matrix("X"), given.labels("y"), given.number("reg"))))}. It returns nothing and prints
 * nothing.
 */
public final class Question {
  private static final long VISIBLE = 1;

  private final String id;
  private final String wanted;
  private final Function<RandomGenerator, List<Values>> trials;
  private final UnaryOperator<Values> solution;
  private final Map<Mistake, UnaryOperator<Values>> mistakes;

  /** What is given in a trial, what should come out, and what a method made of it. */
  record Trial(Values given, Values expected, Values received) {}

  /**
   * A question whose usual mistakes are not known yet.
   *
   * @param wanted what is given and what is to be answered, in a sentence
   * @param trials draws inputs that show each mistake; no length is the same in all of them
   */
  Question(
      String id,
      String wanted,
      Function<RandomGenerator, List<Values>> trials,
      UnaryOperator<Values> solution) {
    this(id, wanted, trials, solution, new LinkedHashMap<>());
  }

  private Question(
      String id,
      String wanted,
      Function<RandomGenerator, List<Values>> trials,
      UnaryOperator<Values> solution,
      Map<Mistake, UnaryOperator<Values>> mistakes) {
    this.id = id;
    this.wanted = wanted;
    this.trials = trials;
    this.solution = solution;
    this.mistakes = mistakes;
  }

  /** This question and one more mistake, with the answer that it gives. */
  Question mistake(String name, String hint, UnaryOperator<Values> method) {
    Map<Mistake, UnaryOperator<Values>> more = new LinkedHashMap<>(mistakes);
    more.put(new Mistake(name, hint), method);
    return new Question(id, wanted, trials, solution, more);
  }

  /**
   * The question of this id.
   *
   * @throws IllegalArgumentException if there is none, naming those that there are
   */
  public static Question of(String id) {
    Question question = QuestionBank.all().get(id);
    if (question == null) {
      throw new IllegalArgumentException(
          "there is no question %s; there are %s".formatted(id, ids()));
    }
    return question;
  }

  /** The ids of all questions. */
  public static Set<String> ids() {
    return QuestionBank.all().keySet();
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
    return trials(VISIBLE).getFirst();
  }

  /** The right answer to what is given. */
  public Values answer(Values given) {
    return solution.apply(given);
  }

  /** The answer that a mistake gives. */
  Values answer(Mistake mistake, Values given) {
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
   * @throws IllegalArgumentException if the method answers nothing, or what is not wanted
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
    return diagnose(trials(seed), method);
  }

  /** What is wrong with a method where it is given these. */
  Diagnosis diagnose(List<Values> inputs, UnaryOperator<Values> method) {
    return Diagnosis.of(
        this,
        inputs.stream()
            .map(given -> new Trial(given, answer(given), asked(method, given)))
            .toList());
  }

  private Values asked(UnaryOperator<Values> method, Values given) {
    Values received = requireAnswer(id, method.apply(given));
    Set<String> names = answer(given).names();
    if (received.names().isEmpty() || !names.containsAll(received.names())) {
      throw new IllegalArgumentException(
          "%s received answers %s; it wants one or more of %s"
              .formatted(id, received.names(), names));
    }
    return received;
  }

  /** A stub that returns null is told so. */
  static Values requireAnswer(String id, Values received) {
    if (received == null) {
      throw new AssertionError(id + " received null; return the values that the method computes");
    }
    return received;
  }

  private List<Values> trials(long seed) {
    return trials.apply(new Seed(seed).stream(id));
  }

  /** The id, what is wanted, and an example of what is given. */
  @Override
  public String toString() {
    return "%s: %s%ngiven, for example: %s".formatted(id, wanted, example());
  }
}
