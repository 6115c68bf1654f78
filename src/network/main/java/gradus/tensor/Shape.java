package gradus.tensor;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;

/**
 * The lengths of a tensor's dimensions, such as 64×28×28×1.
 *
 * <p>The last dimension runs along the columns of the matrix underneath, all others along its rows.
 */
public final class Shape {
  private final int[] dimensions;

  private Shape(int[] dimensions) {
    this.dimensions = dimensions;
  }

  /**
   * A shape of one or more dimensions.
   *
   * @throws IllegalArgumentException if there is none or one is negative
   */
  public static Shape of(int... dimensions) {
    if (dimensions.length == 0 || Arrays.stream(dimensions).anyMatch(d -> d < 0)) {
      throw new IllegalArgumentException(
          "a shape needs at least one dimension and none below 0, got "
              + Arrays.toString(dimensions));
    }
    return new Shape(dimensions.clone());
  }

  /** The number of dimensions. */
  public int rank() {
    return dimensions.length;
  }

  /** The length of dimension {@code index}; negative indices count from the end. */
  public int dimension(int index) {
    return dimensions[index < 0 ? dimensions.length + index : index];
  }

  /** All lengths, first to last. */
  public int[] dimensions() {
    return dimensions.clone();
  }

  /**
   * The number of rows of the matrix underneath: the product of all dimensions but the last.
   *
   * @throws IllegalArgumentException if it is larger than an array
   */
  public int rows() {
    int rows = 1;
    for (int i = 0; i < dimensions.length - 1; i++) {
      rows = product(rows, dimensions[i]);
    }
    return rows;
  }

  private int product(int a, int b) {
    long product = (long) a * b;
    if (product > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a tensor of shape %s would have more than %,d elements; use fewer at a time"
              .formatted(this, Integer.MAX_VALUE));
    }
    return (int) product;
  }

  /** The number of columns of the matrix underneath: the last dimension. */
  public int columns() {
    return dimension(-1);
  }

  /**
   * The number of elements.
   *
   * @throws IllegalArgumentException if it is larger than an array
   */
  public int size() {
    return product(rows(), columns());
  }

  /** This shape with dimension {@code index} replaced; negative indices count from the end. */
  public Shape with(int index, int length) {
    int[] changed = dimensions.clone();
    changed[index < 0 ? changed.length + index : index] = length;
    return of(changed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dimensions, shape.dimensions);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dimensions);
  }

  /** For example {@code 64×28×28×1}. */
  @Override
  public String toString() {
    return Arrays.stream(dimensions).mapToObj(Integer::toString).collect(joining("×"));
  }
}
