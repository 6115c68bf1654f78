package gradus.exercise;

import gradus.tensor.Tensor;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The result of a check, in the dose that the attempt calls for.
 *
 * @param exercise that was checked
 * @param result how it ended
 * @param text what the learner reads
 * @param thrown what the method threw, if it threw
 */
record Verdict(ExerciseData exercise, Result result, String text, Optional<Throwable> thrown) {
  /** How a check ends. */
  enum Result {
    RIGHT,
    WRONG,
    NOT_DONE
  }

  private static final String GREEN = "\u001b[32m";
  private static final String RED = "\u001b[31m";
  private static final String PLAIN = "\u001b[0m";
  private static final int MOST_SHOWN = 16;
  private static final Pattern WIDEST = Pattern.compile("(.{1,100})(?: |$)");

  /** Checks a method; the first attempt is number 1. */
  static Verdict of(ExerciseData exercise, Function<Given, ?> method, int attempt) {
    try {
      Findings findings = Findings.of(exercise, Responses.of(exercise.inputs(), method));
      return findings.right()
          ? right(exercise)
          : new Verdict(exercise, Result.WRONG, wrong(findings, attempt), Optional.empty());
    } catch (UnsupportedOperationException e) {
      if (Exercises.NOT_DONE.equals(e.getMessage())) {
        return notDone(exercise);
      }
      return thrown(exercise, method, e, attempt);
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      return thrown(exercise, method, e, attempt);
    }
  }

  /** All that there is to say at once, without colour. */
  static String full(Findings findings) {
    return wrong(findings, 3).replace(RED, "").replace(PLAIN, "");
  }

  private static Verdict right(ExerciseData exercise) {
    String head =
        exercise.isGraded()
            ? "%s · all visible checks passed; hidden ones run when it is graded (%s)"
                .formatted(exercise.id(), points(exercise))
            : exercise.id();
    return new Verdict(
        exercise,
        Result.RIGHT,
        "%s✓%s %s\n%s".formatted(GREEN, PLAIN, head, exercise.texts().why()),
        Optional.empty());
  }

  private static String points(ExerciseData exercise) {
    return exercise.points() == 1 ? "1 point" : "%.3g points".formatted(exercise.points());
  }

  private static Verdict notDone(ExerciseData exercise) {
    return new Verdict(
        exercise,
        Result.NOT_DONE,
        "○ %s · not done yet (%d minutes%s)"
            .formatted(
                exercise.id(),
                exercise.minutes(),
                exercise.isGraded() ? ", " + points(exercise) : ""),
        Optional.empty());
  }

  /** Names the input for which a method threw. */
  private static Verdict thrown(
      ExerciseData exercise, Function<Given, ?> method, Throwable e, int attempt) {
    Responses responses = Responses.caught(exercise.inputs(), method);
    int at =
        IntStream.range(0, responses.cases().size())
            .filter(i -> responses.cases().get(i).error().isPresent())
            .findFirst()
            .orElse(0);
    List<Mistake> known = Findings.of(exercise, responses).likely();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s✗%s %s · the method ended with an error for %s"
            .formatted(RED, PLAIN, exercise.id(), input(exercise, at)));
    if (!known.isEmpty()) {
      lines.addAll(likely(known, attempt > 2));
    } else {
      lines.add(attempt == 1 ? exercise.texts().nudge() : exercise.texts().byHand());
      if (attempt > 2) {
        lines.add("Where to look: " + exercise.texts().where());
      }
    }
    return new Verdict(exercise, Result.WRONG, String.join("\n", lines), Optional.of(e));
  }

  private static List<String> likely(List<Mistake> mistakes, boolean withPlace) {
    String names = "Likely: " + joined(mistakes, Mistake::name);
    return withPlace
        ? List.of(names, "Where to look: " + joined(mistakes, Mistake::hint))
        : List.of(names);
  }

  private static String wrong(Findings findings, int attempt) {
    ExerciseData exercise = findings.exercise();
    List<String> lines = new ArrayList<>();
    lines.add(RED + "✗" + PLAIN + " " + exercise.id() + headline(findings));
    boolean only = findings.firstWrong().isEmpty();
    if (attempt == 1 && !only) {
      lines.add(exercise.texts().nudge());
    } else if (findings.likely().isEmpty()) {
      lines.add(
          "None of the usual mistakes gives these numbers. %s%s"
              .formatted(
                  findings.firstWrong().filter(at -> at > 0).isPresent()
                      ? "The first input is right; there it goes like this: "
                      : "",
                  exercise.texts().byHand()));
      if (attempt > 2) {
        lines.add("Where to look: " + exercise.texts().where());
      }
    } else {
      lines.addAll(likely(findings.likely(), attempt > 2 || only));
    }
    return String.join("\n", lines);
  }

  /** A sentence of these parts, each once. */
  private static String joined(List<Mistake> mistakes, Function<Mistake, String> part) {
    String all = mistakes.stream().map(part).distinct().collect(Collectors.joining("; and "));
    return all.matches("(?s).*[.?!]") ? all : all + ".";
  }

  private static String headline(Findings findings) {
    return findings
        .firstWrong()
        .map(at -> " · for %s: %s".formatted(input(findings.exercise(), at), findings.difference()))
        .orElse(" · the numbers are right, but");
  }

  /** The first input in full, others by their shapes: they are there to be different. */
  private static String input(ExerciseData exercise, int at) {
    Case one = exercise.cases().get(at);
    if (at > 0
        || one.given().names().stream().anyMatch(n -> one.given().tensor(n).size() > MOST_SHOWN)) {
      return "input %d (%s)".formatted(at + 1, one);
    }
    return one.given().names().stream()
        .map(name -> shaped(name, one.given().tensor(name)))
        .collect(Collectors.joining(", "));
  }

  /** Pictures are written as rows of pixels; only their shape says which is where. */
  private static String shaped(String name, Tensor tensor) {
    String shape = tensor.shape().rank() > 2 ? " (%s)".formatted(tensor.shape()) : "";
    return name + shape + " = " + literal(tensor);
  }

  private static String literal(Tensor tensor) {
    if (tensor.shape().rank() == 1 && tensor.size() == 1) {
      return ValueComparison.digits(tensor.get(0));
    }
    return tensor.shape().rank() == 1
        ? row(tensor, 0, tensor.size())
        : IntStream.range(0, tensor.rows())
            .mapToObj(i -> row(tensor, i * tensor.columns(), (i + 1) * tensor.columns()))
            .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String row(Tensor tensor, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> ValueComparison.digits(tensor.get(i)))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /**
   * Prints the verdict, and what comes next.
   *
   * @throws CheckFailed if a graded exercise is not right
   */
  void say(String next, PrintStream out) {
    if (thrown.isPresent()) {
      out.println(wrapped(text));
      Verdict.<RuntimeException>rethrow(thrown.get());
    }
    if (result != Result.RIGHT && exercise.isGraded()) {
      throw new CheckFailed(wrapped(text));
    }
    out.println(wrapped(next.isEmpty() ? text : text + "\n" + next));
  }

  /** A page breaks longer lines within words. */
  private static String wrapped(String text) {
    return text.lines()
        .map(line -> WIDEST.matcher(line).replaceAll("$1\n").stripTrailing())
        .collect(Collectors.joining("\n"));
  }

  /** So that a learner sees the exception and the line that threw it. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> void rethrow(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
