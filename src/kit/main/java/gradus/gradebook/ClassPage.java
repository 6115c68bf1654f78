package gradus.gradebook;

import java.util.ArrayList;
import java.util.List;

/** How a class did, as a page that can be shown to it: there is no name on it. */
final class ClassPage {
  private ClassPage() {}

  static String of(Statistics statistics, String assignment) {
    List<String> parts = new ArrayList<>();
    parts.add(
        "<p class=\"soft\">Assignment %s</p>\n<h1>Mean: %.1f of %s points</h1>\n"
            .formatted(
                Page.escaped(assignment), statistics.mean(), Page.number(statistics.possible())));
    for (Status status : Status.values()) {
      parts.add("<p>%d %s</p>\n".formatted(statistics.count(status), status));
    }
    parts.add("<h2>Points</h2>\n<table>\n" + distribution(statistics) + "</table>\n");
    parts.add("<h2>Where points were lost</h2>\n<table>\n");
    for (String exercise : statistics.hardestFirst()) {
      double share = statistics.share(exercise);
      parts.add(Page.bar(Page.escaped(exercise), share, "%.0f %%".formatted(100 * share)));
    }
    parts.add("</table>\n");
    return Page.of(assignment, parts);
  }

  private static String distribution(Statistics statistics) {
    List<Integer> bins = statistics.distribution();
    int most = Math.max(1, bins.stream().mapToInt(Integer::intValue).max().orElse(1));
    StringBuilder lines = new StringBuilder();
    for (int i = bins.size() - 1; i >= 0; i--) {
      double from = statistics.possible() * i / bins.size();
      double to = statistics.possible() * (i + 1) / bins.size();
      lines.append(
          Page.bar(
              Page.number(from) + " to " + Page.number(to),
              (double) bins.get(i) / most,
              bins.get(i).toString()));
    }
    return lines.toString();
  }
}
