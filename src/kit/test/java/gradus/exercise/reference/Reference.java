package gradus.exercise.reference;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import gradus.exercise.Values;
import java.util.Set;

/**
 * A case whose right answer was computed elsewhere: with NumPy in double precision, checked against
 * PyTorch and, where CS231n published numbers, against those.
 *
 * <p>Names and layouts are those of the source: images are N×C×H×W there.
 *
 * @param id such as {@code svm_linear_classifier}
 * @param operation what is computed
 * @param source where the case comes from
 * @param note what to know about it
 * @param given the inputs and parameters
 * @param expected the right answers
 * @param tolerance the relative error that is allowed
 */
record Reference(
    String id,
    String operation,
    String source,
    String note,
    Values given,
    Values expected,
    double tolerance) {
  /**
   * The case of this id.
   *
   * @throws IllegalArgumentException if there is none, naming those that there are
   */
  static Reference of(String id) {
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
  static Set<String> ids() {
    return ReferenceFile.read().cases().keySet();
  }

  /** For example {@code svm_notes_delta10 (svm_loss): given …; expects loss 8.0}. */
  @Override
  public String toString() {
    return "%s (%s): given %s; expects %s".formatted(id, operation, given, expected);
  }
}
