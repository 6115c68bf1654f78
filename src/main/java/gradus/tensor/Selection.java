package gradus.tensor;

/**
 * Values picked out of a tensor, and where each came from: what a max pooling keeps for its way
 * back.
 *
 * @param values the picked values
 * @param source the shape they were picked from
 * @param indices for each value, its flat index in the source
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, written by one kernel
public record Selection(Tensor values, Shape source, int[] indices) {
  /**
   * A tensor of the source's shape that has each gradient added where its value came from, and
   * zeros elsewhere.
   *
   * @param gradients one for each value
   */
  public Tensor scatter(Tensor gradients) {
    Tensor result = Tensor.zeros(gradients.precision(), source);
    gradients.engine().scatter(gradients, indices, result);
    return result;
  }
}
