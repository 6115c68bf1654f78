package gradus.report;

import java.util.List;

/**
 * A row of a report's table: a recipe, the epoch after which it was measured, what was reported.
 *
 * @param setting what distinguishes the row
 * @param recipe how it is done again
 * @param epoch after which it is measured
 * @param reported the report's numbers; none where it shows only a curve
 */
public record Row(String setting, Recipe recipe, int epoch, List<Reported> reported) {
  public Row {
    reported = List.copyOf(reported);
  }

  /** A row measured at the end of the recipe. */
  public static Row of(String setting, Recipe recipe, Reported... reported) {
    return new Row(setting, recipe, recipe.epochs(), List.of(reported));
  }

  /** What the report says of a quantity; empty if nothing. */
  String text(Quantity quantity) {
    return reported.stream()
        .filter(number -> number.quantity() == quantity)
        .map(number -> quantity.format(number.value()))
        .findFirst()
        .orElse("");
  }

  /** What it stands for; nothing was scaled unless its recipe says so. */
  Substitute substitute() {
    return recipe.substitute().orElseGet(Substitute::none);
  }

  /** The same row without the report's numbers, for a figure or a table that has none. */
  public Row bare() {
    return new Row(setting, recipe, epoch, List.of());
  }

  /** The same row, measured after this epoch. */
  public Row after(int earlier) {
    return new Row(setting, recipe, earlier, reported);
  }
}
