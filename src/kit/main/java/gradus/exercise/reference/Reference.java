package gradus.exercise.reference;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import gradus.exercise.Trial;
import gradus.exercise.Values;
import gradus.exercise.bank.QuestionBank;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A case whose right answer was computed elsewhere: with NumPy in double precision, checked against
 * PyTorch and, where CS231n published numbers, against those.
 *
 * <p>Names and layouts are those of the source: images are N×C×H×W there. One line checks a
 * learner's method: {@code Reference.of("svm_linear_classifier").check(given -> Values.of("loss",
 * loss(given.matrix("W"), …)))}.
 *
 * @param id such as {@code svm_linear_classifier}
 * @param operation what is computed
 * @param source where the case comes from
 * @param note what to know about it
 * @param given the inputs and parameters
 * @param expected the right answers
 * @param tolerance the relative error that is allowed
 */
public record Reference(
    String id,
    String operation,
    String source,
    String note,
    Values given,
    Values expected,
    double tolerance) {
  /** The cases whose inputs and answers are those of a question. */
  static final Map<String, String> QUESTIONS =
      Map.of(
          "svm_linear_classifier", "svm_loss",
          "softmax_linear_classifier", "softmax_loss",
          "affine_backward_small", "affine",
          "relu_activation", "relu",
          "sigmoid_activation", "sigmoid",
          "tanh_activation", "tanh",
          "sgd_momentum", "momentum",
          "rmsprop", "rmsprop",
          "adam", "adam");

  /**
   * The case of this id.
   *
   * @throws IllegalArgumentException if there is none, naming those that there are
   */
  public static Reference of(String id) {
    ReferenceFile file = ReferenceFile.read();
    JsonObject json = file.json(id);
    JsonElement tolerance = json.get("tol");
    return new Reference(
        id,
        json.get("op").getAsString(),
        json.get("source").getAsString(),
        json.has("note") ? json.get("note").getAsString() : "",
        file.given(id),
        ReferenceFile.values(json.getAsJsonObject("expected")),
        tolerance.isJsonNull() ? 0 : tolerance.getAsDouble());
  }

  /** The ids of all cases. */
  public static Set<String> ids() {
    return ReferenceFile.read().cases().keySet();
  }

  /**
   * Ends a check cell with a hint where a method's answer is not the expected one. The method may
   * answer some of the expected values only.
   *
   * @throws AssertionError naming the value, the element, what was received and expected
   * @throws IllegalArgumentException if the method answers nothing, or a name that is not expected
   */
  public void check(UnaryOperator<Values> method) {
    List<String> wrong = Trial.of(id, given, expected, method).differences(tolerance);
    if (!wrong.isEmpty()) {
      throw new AssertionError(id + ": " + String.join("; ", wrong) + "." + advice(method));
    }
  }

  /** The likely mistake, where a question asks the same. */
  private String advice(UnaryOperator<Values> method) {
    return Optional.ofNullable(QUESTIONS.get(id))
        .map(same -> QuestionBank.question(same).diagnose(List.of(given), method).advice())
        .orElse("");
  }

  /** For example {@code svm_notes_delta10 (svm_loss): given …; expects loss 8.0}. */
  @Override
  public String toString() {
    return "%s (%s): given %s; expects %s".formatted(id, operation, given, expected);
  }
}
