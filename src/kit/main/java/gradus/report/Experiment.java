package gradus.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One experiment of a report: what it claims, and the recipes that test it.
 *
 * <p>Immutable and without results: those are in the {@link Results}.
 */
public final class Experiment {
  private final String id;
  private final String title;
  private List<Row> rows = List.of();
  private List<Claim> claims = List.of();
  private List<OpenChoice> choices = List.of();
  private List<String> flaws = List.of();
  private List<String> remarks = List.of();

  private Experiment(String id, String title) {
    this.id = id;
    this.title = title;
  }

  private Experiment(Experiment other) {
    this(other.id, other.title);
    rows = other.rows;
    claims = other.claims;
    choices = other.choices;
    flaws = other.flaws;
    remarks = other.remarks;
  }

  /** An experiment of this id, such as E2.7, of which nothing is said yet. */
  public static Experiment of(String id, String title) {
    return new Experiment(id, title);
  }

  /** And these rows. */
  public Experiment rows(Row... more) {
    return rows(List.of(more));
  }

  /** And these rows. */
  public Experiment rows(List<Row> more) {
    Experiment next = new Experiment(this);
    next.rows = joined(rows, more);
    return next;
  }

  /** And these claims. */
  public Experiment claims(Claim... more) {
    Experiment next = new Experiment(this);
    next.claims = joined(claims, List.of(more));
    return next;
  }

  /** And this, which the report leaves open. */
  public Experiment open(String open, String chosen, String reason) {
    Experiment next = new Experiment(this);
    next.choices = joined(choices, List.of(new OpenChoice(open, chosen, reason)));
    return next;
  }

  /** And all of these, which the report leaves open in several experiments. */
  public Experiment open(List<OpenChoice> more) {
    Experiment next = new Experiment(this);
    next.choices = joined(choices, more);
    return next;
  }

  /** And this, by which the report misleads. */
  public Experiment flaw(String... more) {
    Experiment next = new Experiment(this);
    next.flaws = joined(flaws, Arrays.asList(more));
    return next;
  }

  /** And this, which a reader should know. */
  public Experiment remark(String... more) {
    Experiment next = new Experiment(this);
    next.remarks = joined(remarks, Arrays.asList(more));
    return next;
  }

  private static <T> List<T> joined(List<T> some, List<T> more) {
    List<T> all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }

  /** Such as E2.7. */
  public String id() {
    return id;
  }

  /** The report that it belongs to, such as R2. */
  public String report() {
    return "R" + id.charAt(1);
  }

  /** What it is about. */
  public String title() {
    return title;
  }

  /** The rows in the report's order. */
  public List<Row> rows() {
    return rows;
  }

  /** What the report concludes. */
  public List<Claim> claims() {
    return claims;
  }

  /** What the report leaves open. */
  public List<OpenChoice> choices() {
    return choices;
  }

  /** By what the report misleads. */
  public List<String> flaws() {
    return flaws;
  }

  /** What a reader should know. */
  public List<String> remarks() {
    return remarks;
  }

  /** What has to be run: the recipes of the rows and of the claims, each once. */
  public List<Recipe> recipes() {
    Map<String, Recipe> byName = new LinkedHashMap<>();
    Stream.concat(rows.stream(), claims.stream().flatMap(c -> Stream.of(c.better(), c.worse())))
        .map(Row::recipe)
        .forEach(recipe -> byName.putIfAbsent(recipe.name(), recipe));
    return List.copyOf(byName.values());
  }

  @Override
  public String toString() {
    return id + " " + title;
  }
}
