package gradus.gradebook;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Until when an assignment is handed in, and what it costs to be late.
 *
 * @param due until when, if there is a deadline
 * @param percent of the earned points that each begun day costs
 * @param extensions in days, by student
 */
public record Deadline(Optional<LocalDateTime> due, double percent, Map<String, Long> extensions) {
  private static final double ALL = 100;

  public Deadline {
    if (!(percent >= 0 && percent <= ALL)) {
      throw new IllegalArgumentException(
          "A day cannot cost %s percent; expected 0 to 100".formatted(percent));
    }
    if (due.isEmpty() && (percent > 0 || !extensions.isEmpty())) {
      throw new IllegalArgumentException(
          "A late penalty or extensions need a deadline; add --due, such as --due 2026-12-01T23:59");
    }
  }

  /**
   * Reads extensions.
   *
   * @param file with the columns student and days
   */
  public static Map<String, Long> extensions(Path file) throws IOException {
    CsvFile table = CsvFile.read(file).requiring("student", "days");
    Map<String, Long> extensions = new LinkedHashMap<>();
    for (Map<String, String> row : table.rows()) {
      String days = row.getOrDefault("days", "");
      try {
        extensions.put(row.getOrDefault("student", ""), Long.parseLong(days));
      } catch (NumberFormatException e) {
        throw new IOException(
            "%s: received \"%s\" for %s, expected a whole number of days; correct the file"
                .formatted(file.getFileName(), days, row.get("student")),
            e);
      }
    }
    return extensions;
  }

  /** How late a student was. */
  Lateness of(String student, LocalDateTime handedIn) {
    if (due.isEmpty()) {
      return Lateness.NONE;
    }
    long excused = extensions.getOrDefault(student, 0L);
    Duration late = Duration.between(due.get().plusDays(excused), handedIn);
    long days = late.isPositive() ? late.minusNanos(1).toDays() + 1 : 0;
    return new Lateness(days, excused, Math.min(ALL, days * percent));
  }
}
