package gradus.scalar;

/**
 * What leads from a value into a gate.
 *
 * @param from the value
 * @param slope how much the gate's output changes for each unit that the value does: the local
 *     derivative, at this value
 */
public record Wire(Scalar from, double slope) {
  @Override
  public String toString() {
    return from + ", slope " + slope;
  }
}
