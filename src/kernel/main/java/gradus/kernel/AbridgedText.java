package gradus.kernel;

import gradus.kernel.session.CellError;
import java.lang.reflect.Array;
import java.util.AbstractList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text of a value, abridged where it is long: a notebook keeps all that it shows. */
final class AbridgedText {
  /** Longer texts are abridged where a cell's value is shown. */
  static final int SHORT = 10_000;

  /** Longer texts are abridged even where all is asked for. */
  static final int FULL = 1_000_000;

  /** Arrays within arrays are not shown where there is less room. */
  private static final int LEAST = 30;

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
      case Collection<?> all when isOfTheJdk(all) && holdArray(all) -> array(all.toArray(), limit);
      case Map<?, ?> all when isOfTheJdk(all) && holdArray(all.values()) -> map(all, limit);
      case Object array when array.getClass().isArray() -> array(array, limit);
      default -> of(text(value), limit);
    };
  }

  /** The text without the classes that JShell wraps around the declarations of a cell. */
  private static String text(Object value) {
    return CellError.withoutWrappers("" + value); // toString may return null
  }

  /** What a list with these elements looks like; an array in itself ends where room does. */
  private static String array(Object array, int limit) {
    if (limit < LEAST) {
      return "[…]";
    }
    List<@Nullable Object> all =
        new AbstractList<>() {
          @Override
          public @Nullable Object get(int i) {
            return Array.get(array, i);
          }

          @Override
          public int size() {
            return Array.getLength(array);
          }
        };
    return all.size() > limit / 3
        ? elements(all, limit, "[", "]")
        : of(
            all.stream()
                .map(element -> element(element, limit))
                .collect(Collectors.joining(", ", "[", "]")),
            limit);
  }

  /** A collection's own text has arrays by their addresses. */
  private static boolean holdArray(Collection<?> all) {
    return all.stream().anyMatch(one -> one != null && one.getClass().isArray());
  }

  private static String map(Map<?, ?> all, int limit) {
    return of(
        all.entrySet().stream()
            .map(one -> element(one.getKey(), limit) + "=" + element(one.getValue(), limit))
            .collect(Collectors.joining(", ", "{", "}")),
        limit);
  }

  private static String element(@Nullable Object element, int limit) {
    return element == null ? "null" : of(element, limit / 4);
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
      shown.add(element(element, limit));
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
