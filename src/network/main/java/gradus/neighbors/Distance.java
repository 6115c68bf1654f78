package gradus.neighbors;

import gradus.tensor.Tensor;

/** A measure of how far examples are apart. */
@FunctionalInterface
public interface Distance {
  /**
   * The distance of each query from each example: Q×D, T×D → Q×T.
   *
   * @throws IllegalArgumentException if they differ in D or in precision
   */
  Tensor between(Tensor queries, Tensor examples);

  /** L1, the sum of absolute differences. */
  static Distance l1() {
    return Tensor::manhattanDistances;
  }

  /**
   * L2, the root of the sum of squared differences.
   *
   * <p>‖q − t‖² = ‖q‖² − 2q·t + ‖t‖², where all q·t together are one matrix product. In double
   * precision this is exact, before the root, for whole numbers such as pixels from 0 to 255; for
   * others, two examples that are almost equal lose digits.
   */
  static Distance l2() {
    return (queries, examples) -> {
      Tensor products = queries.matmulTranspose(examples).times(-2);
      Tensor squares = examples.times(examples).rowSums().reshape(1, examples.rows());
      Tensor own = queries.times(queries).rowSums();
      return products
          .plusRow(squares)
          .minusColumn(own.times(-1))
          .map(square -> Math.sqrt(Math.max(0, square)));
    };
  }
}
