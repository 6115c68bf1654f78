package gradus.scalar;

/**
 * The connection from a value into a gate.
 *
 * @param from the value
 * @param slope the local derivative: of the gate's output by the value
 */
public record Wire(Scalar from, double slope) {
  @Override
  public String toString() {
    return from + ", slope " + slope;
  }
}
