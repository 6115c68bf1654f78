package gradus.course;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** How much time a notebook may take: seconds, about two minutes, or as long as a report needs. */
public enum Budget {
  QUICK,
  LESSON,
  REPORT;

  /** The budget that GRADUS_BUDGET names, {@link #LESSON} where it names none. */
  public static Budget current() {
    return current(System.getenv());
  }

  static Budget current(Map<String, String> environment) {
    String name = environment.getOrDefault("GRADUS_BUDGET", "");
    if (name.isBlank()) {
      return LESSON;
    }
    return Arrays.stream(values())
        .filter(budget -> budget.toString().equals(name.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "GRADUS_BUDGET is \"%s\"; expected quick, lesson or report".formatted(name)));
  }

  /** The number for this budget. */
  public int choose(int quick, int lesson, int report) {
    return switch (this) {
      case QUICK -> quick;
      case LESSON -> lesson;
      case REPORT -> report;
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
