package gradus.kernel.session;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A type that can be written, in place of one that the compiler has inferred: {@code Map.of("a", 1,
 * "b", "x")} is a map of values that are Serializable and Comparable and more, and JShell's own
 * code for a variable of that type does not compile.
 */
final class DenotableType {
  private DenotableType() {}

  /** Whether the type has a part of several types at once, which cannot be written. */
  static boolean isNeeded(String type) {
    return type.indexOf('&') >= 0;
  }

  /** The type with the first of several types in the place of them all. */
  static String of(String type) {
    String first = parts(type, '&').getFirst().strip();
    int open = first.indexOf('<');
    if (open < 0 || !first.endsWith(">")) {
      return first;
    }
    List<String> arguments = parts(first.substring(open + 1, first.length() - 1), ',');
    return arguments.stream()
        .map(String::strip)
        .map(argument -> isNeeded(argument) ? bounded(argument) : argument)
        .collect(Collectors.joining(", ", first.substring(0, open) + "<", ">"));
  }

  private static String bounded(String argument) {
    if (argument.startsWith("? super ")) {
      return "?";
    }
    String bound = argument.replaceFirst("\\A\\? extends ", "");
    return parts(bound, '&').size() == 1 ? of(argument) : "? extends " + of(bound);
  }

  /** The parts between separators that are in no brackets. */
  private static List<String> parts(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '<') {
        depth++;
      } else if (c == '>') {
        depth--;
      } else if (c == separator && depth == 0) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }
}
