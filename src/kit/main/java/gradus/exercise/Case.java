package gradus.exercise;

import java.util.Optional;

/**
 * One input of an exercise.
 *
 * @param given what the method is given
 * @param note what is special about it, such as "one row"; may be empty
 * @param expected the right answer, if it was computed
 */
public record Case(Values given, String note, Optional<Values> expected) {
  /** The same with the right answer. */
  public Case expecting(Values answer) {
    return new Case(given, note, Optional.of(answer));
  }

  /** For example {@code one row: W 4×3, X 1×4, reg 0.1}. */
  @Override
  public String toString() {
    return (note.isEmpty() ? "" : note + ": ") + given;
  }
}
