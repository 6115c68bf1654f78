package gradus.report;

/**
 * A value with the name that a table and a record show for it.
 *
 * @param name as it stands in the settings of a record
 * @param value such as a function that makes a network or an optimizer
 */
public record Named<T>(String name, T value) {
  @Override
  public String toString() {
    return name;
  }
}
