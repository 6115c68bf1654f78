package gradus.exercise;

/** A wrong or missing answer to a graded exercise. Its message says all; it has no stack trace. */
public final class CheckFailed extends AssertionError {
  private static final long serialVersionUID = 1;

  CheckFailed(String message) {
    super(message);
    setStackTrace(new StackTraceElement[0]);
  }
}
