package gradus.report.experiments;

import gradus.course.Budget;
import gradus.datasets.WholeFile;
import gradus.report.Results;
import gradus.training.HyperParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The runs of a search as one file: a line on how they were made, the names of the columns, and a
 * line of CSV for each run.
 *
 * @param budget of the coarse and the fine runs
 * @param runs in the order in which the search asks for them
 */
public record SearchTable(Budget budget, List<SearchRun> runs) {
  /** The name of the kit's own table. */
  public static final String NAME = "r3-search.csv";

  public SearchTable {
    runs = List.copyOf(runs);
  }

  /** The table of the kit, beside the records of the reports; empty if there is none. */
  public static SearchTable ofKit() throws IOException {
    return read(Results.ofKit().folder().resolve(NAME), Budget.LESSON);
  }

  /**
   * Reads a table, or an empty one where there is no file. A last line without an end, which was
   * cut off, is left out.
   *
   * @throws IOException naming a line that is no run, or a file that other settings have made
   */
  public static SearchTable read(Path file, Budget budget) throws IOException {
    if (!Files.exists(file)) {
      return new SearchTable(budget, List.of());
    }
    String text = Files.readString(file);
    List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    requireSame(file, lines, budget);
    List<SearchRun> runs = new ArrayList<>();
    for (int i = 2; i < lines.size(); i++) {
      try {
        runs.add(SearchRun.parse(lines.get(i)));
      } catch (IllegalArgumentException e) {
        throw new IOException(
            "line %d of %s is no run of the search (%s); delete it and search again"
                .formatted(i + 1, file, e.getMessage()),
            e);
      }
    }
    return new SearchTable(budget, runs);
  }

  private static void requireSame(Path file, List<String> lines, Budget budget) throws IOException {
    String expected = made(budget);
    String received = lines.isEmpty() ? "" : lines.getFirst();
    boolean columns = lines.size() < 2 || lines.get(1).equals(SearchRun.COLUMNS);
    if (!lines.isEmpty() && !(received.equals(expected) && columns)) {
      throw new IOException(
          "%s was made with \"%s\", expected \"%s\"; search into another --table"
              .formatted(
                  file,
                  columns ? received : "columns " + lines.get(1),
                  columns ? expected : "columns " + SearchRun.COLUMNS));
    }
  }

  /** Writes the table so that readers find it whole or not at all. */
  void write(Path file) throws IOException {
    String lines = runs.stream().map(run -> run.line() + "\n").collect(Collectors.joining());
    WholeFile.write(file, made(budget) + "\n" + SearchRun.COLUMNS + "\n" + lines);
  }

  /** What all runs have in common. */
  private static String made(Budget budget) {
    var settings = SearchPoint.of(middle()).recipe().settings();
    return "# budget %s, %s"
        .formatted(
            budget,
            settings.entrySet().stream()
                .filter(
                    row ->
                        !List.of("network", "weight decay", "learning rate").contains(row.getKey()))
                .map(row -> row.getKey() + " " + row.getValue())
                .collect(Collectors.joining(", ")));
  }

  private static HyperParameters middle() {
    return SearchPoint.SPACE.grid(1).getFirst();
  }

  /** The runs of a stage. */
  public List<SearchRun> of(SearchStage stage) {
    return runs.stream().filter(run -> run.stage() == stage).toList();
  }

  /** The run of a stage at a point, with a seed. */
  Optional<SearchRun> find(SearchStage stage, SearchPoint point, long seed) {
    return runs.stream()
        .filter(run -> run.stage() == stage && run.seed() == seed && run.point().equals(point))
        .findFirst();
  }

  /**
   * The table with more runs.
   *
   * @throws IOException if they are of another data set
   */
  SearchTable and(List<SearchRun> more) throws IOException {
    List<SearchRun> all = new ArrayList<>(runs);
    all.addAll(more);
    List<String> sets = all.stream().map(SearchRun::dataSet).distinct().toList();
    if (sets.size() > 1) {
      throw new IOException(
          "the runs of a search use one data set, these use %s; search into another --table with"
                  .formatted(String.join(" and ", sets))
              + " other --results");
    }
    return new SearchTable(budget, all);
  }
}
