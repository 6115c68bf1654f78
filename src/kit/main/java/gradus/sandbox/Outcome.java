package gradus.sandbox;

import com.google.gson.JsonObject;
import gradus.exercise.Exercises;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The result of running a cell.
 *
 * @param error the kind of error that ended it, if one did
 * @param message of the error, which is what a learner reads
 * @param details where it happened
 * @param standardOutput what it printed
 * @param standardError what it printed on standard error, which must be nothing
 * @param value the text of its last expression
 * @param kernelDied whether the kernel ended with it
 */
public record Outcome(
    Optional<String> error,
    String message,
    String details,
    String standardOutput,
    String standardError,
    Optional<String> value,
    boolean kernelDied) {

  public static final String NOT_RUN = "NotRun";
  public static final String TIME_LIMIT = "TimeLimit";
  public static final String NOTEBOOK_LIMIT = "NotebookLimit";
  public static final String MEMORY_LIMIT = "MemoryLimit";
  public static final String PROCESS_LIMIT = "ProcessLimit";
  public static final String WRONG_ANSWER = "WrongAnswer";
  public static final String KERNEL_ENDED = "KernelEnded";
  static final String UNREADABLE_ANSWER = "UnreadableAnswer";

  /** What a grader finds; its message is the grader's own and not a submission's. */
  private static final Set<String> FOUND_BY_GRADER =
      Set.of(
          NOT_RUN,
          TIME_LIMIT,
          NOTEBOOK_LIMIT,
          MEMORY_LIMIT,
          PROCESS_LIMIT,
          WRONG_ANSWER,
          KERNEL_ENDED,
          UNREADABLE_ANSWER);

  /** The kernel's own words for code that does not compile, or misses a name. */
  private static final Set<String> FOUND_BY_COMPILER =
      Set.of("CompilationError", "UnresolvedReference");

  private static final int MOST_CHARACTERS = 500;

  private static final Pattern TYPE = Pattern.compile("[A-Za-z_$][\\w$]{0,59}");
  private static final Pattern PLACE = Pattern.compile("cell \\d{1,6}, line \\d{1,6}");
  private static final Pattern CELL = Pattern.compile("cell \\d+, ");

  /** A check that passed. */
  public static final Outcome PASSED =
      new Outcome(Optional.empty(), "", "", "", "", Optional.empty(), false);

  /** What a kernel says of a cell that it ran; a submission may have said it in its place. */
  public static Outcome of(JsonObject answer) {
    return new Outcome(
        text(answer, "error").map(Outcome::type),
        text(answer, "message").orElse(""),
        text(answer, "details").orElse(""),
        text(answer, "stdout").orElse(""),
        text(answer, "stderr").orElse(""),
        text(answer, "value"),
        false);
  }

  /** The name of an exception's type, if it is one and none of the grader's own words. */
  public static String type(String error) {
    return TYPE.matcher(error).matches() && !FOUND_BY_GRADER.contains(error)
        ? error
        : "an exception";
  }

  /**
   * The name of an error, if everybody knows it: the compiler's, or a type of the JDK or EJML.
   * Another could spell out what a submission has seen.
   */
  public static String known(String error) {
    return FOUND_BY_COMPILER.contains(error)
            || Stream.of("java.lang.", "java.util.", "org.ejml.")
                .anyMatch(place -> isThrowable(place + error))
        ? error
        : "an exception";
  }

  private static boolean isThrowable(String name) {
    try {
      return Throwable.class.isAssignableFrom(
          Class.forName(name, false, Outcome.class.getClassLoader()));
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private static Optional<String> text(JsonObject json, String key) {
    return Optional.ofNullable(json.get(key)).map(element -> element.getAsString());
  }

  /** An outcome that the grader itself found. */
  public static Outcome failed(String error, String message, boolean kernelDied) {
    return new Outcome(Optional.of(error), message, "", "", "", Optional.empty(), kernelDied);
  }

  /** Whether it was ended because it took too long. */
  public boolean isLate() {
    return error.filter(TIME_LIMIT::equals).isPresent();
  }

  /** Whether it ended without an error and without output on standard error. */
  public boolean isClean() {
    return error.isEmpty() && standardError.isEmpty();
  }

  /** Whether it defined nothing; a method that only misses a name may find it later. */
  public boolean leavesNothing() {
    return error.filter(name -> !name.equals("UnresolvedReference")).isPresent();
  }

  /**
   * The points that a test earns by nbgrader's rule: none after an error or output on standard
   * error; else its value, if that is a number from 0 to the points it can earn; else all.
   */
  public double earned(double possible) {
    if (!isClean()) {
      return 0;
    }
    try {
      double partial = Double.parseDouble(value.orElse("all"));
      return partial >= 0 && partial <= possible ? partial : possible;
    } catch (NumberFormatException e) {
      return possible;
    }
  }

  /** Why points were lost in a test whose text is hidden, without anything that it says. */
  public String kind() {
    String name = error.orElse("output on standard error");
    return "A hidden test fails%s.".formatted(known(name).equals(name) ? " with " + name : "");
  }

  /**
   * The same without anything that a running program has put into words: hidden inputs may be in
   * them. What is left are types of exceptions, lines of the answer, and what a compiler says.
   */
  public Outcome byType() {
    boolean isThrown =
        error
            .filter(name -> !FOUND_BY_GRADER.contains(name) && !name.equals("CompilationError"))
            .isPresent();
    return new Outcome(
        isThrown ? error.map(Outcome::known) : error,
        isThrown && !message.equals(Exercises.NOT_DONE) ? "" : message,
        isThrown ? place() : details,
        "",
        standardError.isEmpty() ? "" : " ",
        value,
        kernelDied);
  }

  /** Where it happened, in numbers: an exception may be given a stack trace of any words. */
  private String place() {
    Matcher place = PLACE.matcher(details);
    return place.find() ? "at " + place.group() : "";
  }

  /** In a sentence, why points were lost. */
  public String hint() {
    String words = error.filter(FOUND_BY_GRADER::contains).isPresent() ? message : words();
    return words.length() <= MOST_CHARACTERS ? words : words.substring(0, MOST_CHARACTERS) + " …";
  }

  private String words() {
    if (error.isEmpty()) {
      return standardError.isBlank()
          ? "Something was printed on standard error."
          : "Something was printed on standard error: " + standardError.strip();
    }
    if (message.equals(Exercises.NOT_DONE)) {
      return "Not done yet.";
    }
    return switch (error.get()) {
      case "AssertionError" -> message.isBlank() ? "AssertionError" + where() : message;
      case "CompilationError" ->
          "It does not compile:\n" + (details.isBlank() ? message : quoted());
      default -> "%s%s%s".formatted(error.get(), message.isBlank() ? "" : ": " + message, where());
    };
  }

  /** The line with the mark below it, without the cell's number, which differs in grading. */
  private String quoted() {
    Matcher cell = CELL.matcher(details);
    if (!cell.lookingAt()) {
      return details;
    }
    String indent = " ".repeat(cell.end());
    return details.substring(cell.end()).replace("\n" + indent, "\n");
  }

  /** The innermost line of a cell that was running. */
  private String where() {
    return details
        .lines()
        .filter(line -> CELL.matcher(line).find())
        .findFirst()
        .map(line -> "\n" + CELL.matcher(line).replaceFirst("").strip())
        .orElse("");
  }
}
