package gradus.gradebook;

/** Whether a student has points, and if not, why. */
public enum Status {
  GRADED("graded"),
  NOT_HANDED_IN("not handed in"),
  NOT_GRADED("not graded");

  private final String words;

  Status(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
