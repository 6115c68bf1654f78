package gradus.report;

import java.util.List;

/**
 * A row of a report's table: a recipe, the epoch after which it was measured, the reported numbers.
 *
 * @param setting what distinguishes the row
 * @param recipe that reproduces it
 * @param epoch after which it is measured
 * @param reported the report's numbers; none where it shows only a curve
 */
public record ExperimentRow(String setting, Recipe recipe, int epoch, List<Reported> reported) {
  public ExperimentRow {
    reported = List.copyOf(reported);
  }

  /** A row measured at the end of the recipe. */
  public static ExperimentRow of(String setting, Recipe recipe, Reported... reported) {
    return new ExperimentRow(setting, recipe, recipe.epochs(), List.of(reported));
  }

  /** The reported number of a quantity, as a table shows it; empty without one. */
  public String reportedText(Quantity quantity) {
    return reported.stream()
        .filter(number -> number.quantity() == quantity)
        .map(number -> quantity.format(number.value()))
        .findFirst()
        .orElse("");
  }

  /** The run that it stands for; its own unless its recipe says otherwise. */
  public Substitute substitute() {
    return recipe.substitute().orElseGet(Substitute::none);
  }

  /** The same row without the report's numbers, for a figure or a table that has none. */
  public ExperimentRow bare() {
    return new ExperimentRow(setting, recipe, epoch, List.of());
  }

  /** The same row, measured after this epoch. */
  public ExperimentRow after(int earlier) {
    return new ExperimentRow(setting, recipe, earlier, reported);
  }
}
