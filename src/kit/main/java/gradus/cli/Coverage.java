package gradus.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The lines that Java tests reached, counted by JaCoCo.
 *
 * @param covered the number of lines reached
 * @param missed the number of lines not reached
 */
record Coverage(long covered, long missed) {
  private static final String REPORT = "target/site/jacoco/jacoco.csv";

  /** JaCoCo's columns of the package, and of the lines missed and covered. */
  private static final int PACKAGE = 1;

  private static final int MISSED = 7;
  private static final int COVERED = 8;

  /** A table of the packages of each wing, as text; a wing without a report is left out. */
  static String table(Kit kit) throws IOException {
    var text = new StringBuilder("Lines reached by Java tests:\n");
    for (String wing : List.of("network", "kernel", "kit")) {
      Path report = kit.home().resolve("src").resolve(wing).resolve(REPORT);
      if (Files.exists(report)) {
        append(text, wing, packages(report));
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String wing, Map<String, Coverage> packages) {
    Coverage all = packages.values().stream().reduce(new Coverage(0, 0), Coverage::plus);
    text.append("  %-28s %5.1f %%%n".formatted(wing, all.percent()));
    packages.forEach(
        (name, lines) -> text.append("    %-26s %5.1f %%%n".formatted(name, lines.percent())));
  }

  private static Map<String, Coverage> packages(Path report) throws IOException {
    Map<String, Coverage> packages = new TreeMap<>();
    for (String line : Files.readAllLines(report).stream().skip(1).toList()) {
      String[] cells = line.split(",", -1);
      var lines = new Coverage(Long.parseLong(cells[COVERED]), Long.parseLong(cells[MISSED]));
      packages.merge(cells[PACKAGE], lines, Coverage::plus);
    }
    return packages;
  }

  private Coverage plus(Coverage other) {
    return new Coverage(covered + other.covered, missed + other.missed);
  }

  private double percent() {
    return 100.0 * covered / Math.max(1, covered + missed);
  }
}
