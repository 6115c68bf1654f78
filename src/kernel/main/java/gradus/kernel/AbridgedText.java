package gradus.kernel;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The text of a value, abridged where it is long: a notebook keeps all that it shows. */
final class AbridgedText {
  /** Longer texts are abridged where a cell's value is shown. */
  static final int SHORT = 10_000;

  /** Longer texts are abridged even where all is asked for. */
  static final int FULL = 1_000_000;

  private static final int LINES_AT_START = 20;
  private static final int LINES_AT_END = 5;

  private AbridgedText() {}

  /** The text of a value, of a collection of the JDK only as much as is needed. */
  static String of(Object value, int limit) {
    return switch (value) {
      case Collection<?> all when isOfTheJdk(all) && all.size() > limit / 3 ->
          elements(all, limit, "[", "]");
      case Map<?, ?> all when isOfTheJdk(all) && all.size() > limit / 3 ->
          elements(all.entrySet(), limit, "{", "}");
      default -> of(String.valueOf(value), limit);
    };
  }

  /** Other collections may have a {@code toString} of their own. */
  private static boolean isOfTheJdk(Object value) {
    return value.getClass().getName().startsWith("java.");
  }

  private static String elements(Collection<?> all, int limit, String open, String close) {
    StringJoiner shown = new StringJoiner(", ", open, "");
    int count = 0;
    for (Object element : all) {
      if (shown.length() >= limit / 2) {
        break;
      }
      shown.add(of(String.valueOf(element), limit / 4));
      count++;
    }
    return "%s, … %,d more%s".formatted(shown, all.size() - count, close) + remedy(limit);
  }

  /** The text itself if it is short; else the beginnings and ends of its first and last lines. */
  static String of(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    List<String> lines = text.lines().toList();
    int most = limit / Math.min(lines.size(), LINES_AT_START + LINES_AT_END);
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      if (i < LINES_AT_START || i >= lines.size() - LINES_AT_END) {
        shown.append(shortened(lines.get(i), most)).append("\n");
      } else if (i == LINES_AT_START) {
        shown.append("⋮\n");
      }
    }
    return "%s… abridged: %,d lines of %,d characters in all"
            .formatted(shown, lines.size(), text.length())
        + remedy(limit);
  }

  private static String shortened(String line, int most) {
    if (line.length() <= most) {
      return line;
    }
    int end = most / 5;
    return line.substring(0, most - end) + " … " + line.substring(line.length() - end);
  }

  private static String remedy(int limit) {
    return limit < FULL ? "; show(x) shows up to %,d characters".formatted(FULL) : "";
  }
}
