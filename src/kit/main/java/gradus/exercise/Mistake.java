package gradus.exercise;

/**
 * A usual mistake: what was probably done, and where to look.
 *
 * @param name such as "the mean over the examples is missing"
 * @param hint which says what to look at, and can be read alone
 */
public record Mistake(String name, String hint) {
  /** For example {@code the root is missing. Hint: the distance is √Σ(a − b)².}. */
  @Override
  public String toString() {
    return name + ". Hint: " + hint + ".";
  }
}
