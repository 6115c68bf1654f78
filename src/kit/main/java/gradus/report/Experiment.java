package gradus.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One experiment of a report: what the report claims, and the recipes that test it. The results are
 * in {@link Results}.
 *
 * @param id such as E2.7
 * @param title what it is about
 * @param rows in the report's order
 * @param claims what the report concludes
 * @param choices what the report leaves open
 * @param flaws by what the report misleads
 * @param remarks what else a reader should know
 */
public record Experiment(
    String id,
    String title,
    List<ExperimentRow> rows,
    List<Claim> claims,
    List<OpenChoice> choices,
    List<String> flaws,
    List<String> remarks) {
  /** An experiment without content, to be filled by the methods below. */
  public static Experiment of(String id, String title) {
    return new Experiment(id, title, List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /** Adds rows. */
  public Experiment rows(ExperimentRow... more) {
    return rows(List.of(more));
  }

  /** Adds rows. */
  public Experiment rows(List<ExperimentRow> more) {
    return new Experiment(id, title, joined(rows, more), claims, choices, flaws, remarks);
  }

  /** Adds claims. */
  public Experiment claims(Claim... more) {
    return new Experiment(id, title, rows, joined(claims, List.of(more)), choices, flaws, remarks);
  }

  /** Adds something that the report leaves open. */
  public Experiment open(String open, String chosen, String reason) {
    return open(new OpenChoice(open, chosen, reason));
  }

  /** Adds something that the report leaves open. */
  public Experiment open(OpenChoice choice) {
    return open(List.of(choice));
  }

  /** Adds what the report leaves open in several experiments. */
  public Experiment open(List<OpenChoice> more) {
    return new Experiment(id, title, rows, claims, joined(choices, more), flaws, remarks);
  }

  /** Adds ways in which the report misleads. */
  public Experiment flaw(String... more) {
    return new Experiment(
        id, title, rows, claims, choices, joined(flaws, Arrays.asList(more)), remarks);
  }

  /** Adds remarks. */
  public Experiment remark(String... more) {
    return new Experiment(
        id, title, rows, claims, choices, flaws, joined(remarks, Arrays.asList(more)));
  }

  private static <T> List<T> joined(List<T> some, List<T> more) {
    List<T> all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }

  /** The report that it belongs to, such as R2. */
  public String report() {
    return "R" + id.charAt(1);
  }

  /** What has to be run: the recipes of the rows and of the claims, each once. */
  public List<Recipe> recipes() {
    Map<String, Recipe> byName = new LinkedHashMap<>();
    Stream.concat(rows.stream(), claims.stream().flatMap(c -> Stream.of(c.left(), c.right())))
        .map(ExperimentRow::recipe)
        .forEach(recipe -> byName.putIfAbsent(recipe.name(), recipe));
    return List.copyOf(byName.values());
  }

  @Override
  public String toString() {
    return id + " " + title;
  }
}
