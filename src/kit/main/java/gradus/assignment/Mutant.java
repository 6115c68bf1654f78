package gradus.assignment;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A known wrong answer: the solution with one piece of its text replaced.
 *
 * <p>It is written inside the solution, as a comment of one line: {@code // WRONG: sum / n => sum |
 * mean}. The text after the bar must occur in the hint that the tests give.
 *
 * @param find the piece of the solution, which must occur once
 * @param replacement what stands there instead
 * @param mistake a regular expression that the hint must match, of any case
 */
record Mutant(String find, String replacement, String mistake) {
  private static final Pattern LINE = Pattern.compile("\\s*// WRONG: (.+) => (.*) \\| (.+)");

  /** The variants that a solution names. */
  static List<Mutant> in(Cell solution) {
    return solution
        .source()
        .lines()
        .filter(line -> line.contains("// WRONG:"))
        .map(Mutant::of)
        .toList();
  }

  private static Mutant of(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "received \"%s\", expected // WRONG: piece => instead | words of the hint"
              .formatted(line.strip()));
    }
    return new Mutant(matcher.group(1), matcher.group(2), matcher.group(3).strip());
  }

  /**
   * The wrong answer.
   *
   * @throws IllegalArgumentException if the piece does not occur exactly once
   */
  Cell of(Cell solution) {
    String code =
        String.join(
            "\n", solution.source().lines().filter(line -> !line.contains("// WRONG:")).toList());
    int at = code.indexOf(find);
    if (at < 0 || code.indexOf(find, at + 1) >= 0) {
      throw new IllegalArgumentException(
          "\"%s\" must occur once in %s; quote more or less of it".formatted(find, solution));
    }
    return solution.withSource(
        code.substring(0, at) + replacement + code.substring(at + find.length()));
  }

  boolean isNamedBy(String hint) {
    return Pattern.compile(mistake, Pattern.CASE_INSENSITIVE | Pattern.DOTALL).matcher(hint).find();
  }

  @Override
  public String toString() {
    return "%s => %s".formatted(find, replacement);
  }
}
