package gradus.gradebook;

import java.util.ArrayList;
import java.util.List;

/** In a few lines, how a class did, and where it lost most. */
final class Summary {
  private static final int HARDEST = 3;

  private Summary() {}

  static List<String> of(Statistics statistics) {
    List<String> lines = new ArrayList<>();
    if (statistics.count(Status.GRADED) > 0) {
      lines.add(
          "%nMean: %.1f of %s. Where most was lost:"
              .formatted(statistics.mean(), Page.number(statistics.possible())));
      statistics.hardestFirst().stream()
          .limit(HARDEST)
          .map(name -> "%5.0f %%  %s".formatted(100 * statistics.share(name), name))
          .forEach(lines::add);
    }
    for (Row row : statistics.rows()) {
      if (row.status() == Status.NOT_GRADED) {
        lines.add("Not graded: %s: %s".formatted(row.student(), row.reason()));
      }
    }
    long missing = statistics.count(Status.NOT_HANDED_IN);
    if (missing > 0) {
      lines.add("Not handed in: %d; they have no points in the table.".formatted(missing));
    }
    return lines;
  }
}
