package gradus.optimizer;

import gradus.tensor.Tensor;

/**
 * The Newton–Schulz iteration, which makes a matrix orthogonal without decomposing it: X ← aX +
 * bXXᵀX + c(XXᵀ)²X leaves the singular vectors of X and moves each singular value σ to aσ + bσ³ +
 * cσ⁵.
 *
 * <p>The coefficients are Jordan's, who chose them for speed: they lift small singular values more
 * than threefold at each step, and in the end all lie somewhere between 0.7 and 1.2.
 */
final class NewtonSchulz {
  private static final double A = 3.4445;
  private static final double B = -4.7750;
  private static final double C = 2.0315;

  /** Keeps a matrix of zeros from dividing by zero. */
  private static final double SMALL = 1e-7;

  private NewtonSchulz() {}

  /** The matrix (R×C) after a number of steps, divided first by its Frobenius norm. */
  static Tensor orthogonalize(Tensor matrix, int steps) {
    Tensor x = matrix.times(1 / (Math.sqrt(matrix.dot(matrix)) + SMALL));
    boolean tall = x.rows() > x.columns();
    for (int step = 0; step < steps; step++) {
      // The smaller of XᵀX and XXᵀ: X(XᵀX) = (XXᵀ)X.
      Tensor square = tall ? x.transposeMatmul(x) : x.matmulTranspose(x);
      Tensor polynomial = square.times(B);
      polynomial.addInPlace(C, square.matmul(square));
      Tensor change = tall ? x.matmul(polynomial) : polynomial.matmul(x);
      x.blendInPlace(A, 1, change);
    }
    return x;
  }
}
