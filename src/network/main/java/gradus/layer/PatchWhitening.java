package gradus.layer;

import gradus.tensor.Precision;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The first layer of a network as statistics gives it: a convolution with fixed filters that makes
 * the outputs for the patches of some images uncorrelated and of variance 1.
 *
 * <p>With the eigenvectors vᵢ and eigenvalues λᵢ of the patches' second moments E[ppᵀ], the filters
 * are vᵢ/√(λᵢ + ε) and their negatives, since the activation behind them keeps one side only. A
 * patch of k numbers makes 2k filters (K. Jordan, "94% on CIFAR-10 in 3.29 seconds on a single
 * GPU", 2024).
 */
public final class PatchWhitening {
  /** Images whose patches are in memory at once. */
  private static final int CHUNK = 250;

  private PatchWhitening() {}

  /**
   * The convolution for images like these; its filters stay as they are, and its bias, drawn by the
   * initializer, learns.
   *
   * @param images N×H×W×C, as the network will see them, in the initializer's precision
   * @param window of the patches, k = height·width·C numbers each
   * @param epsilon ε, above 0, which keeps directions that hardly vary from becoming all noise
   * @throws IllegalArgumentException if there is no patch, or ε is not above 0
   */
  public static Conv2d of(Tensor images, Window window, double epsilon, Initializer initializer) {
    InputShape.requireImages("PatchWhitening", images);
    InputShape.requireRoom("PatchWhitening", images.shape(), window);
    if (images.size() == 0 || !(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "whitening needs at least one image and an ε above 0, such as 5e-4; got %s and %s"
              .formatted(images.shape(), epsilon));
    }
    Tensor filters = filters(secondMoments(images, window), epsilon);
    int count = filters.columns();
    Tensor bias = initializer.weights(Shape.of(1, count), filters.rows(), count);
    return Conv2d.fixed(filters.to(initializer.precision()), bias, window);
  }

  /** E[ppᵀ], k×k, summed in double precision over chunks of images. */
  private static DMatrixRMaj secondMoments(Tensor images, Window window) {
    int k = window.area() * images.columns();
    var sum = new DMatrixRMaj(k, k);
    int n = images.shape().dimension(0);
    for (int from = 0; from < n; from += CHUNK) {
      Tensor patches = images.slice(from, Math.min(n, from + CHUNK)).im2col(window);
      Tensor products = patches.transposeMatmul(patches).to(Precision.DOUBLE);
      CommonOps_DDRM.addEquals(sum, (DMatrixRMaj) products.matrix());
    }
    int patches = window.output(images.shape(), k).rows();
    CommonOps_DDRM.divide(sum, patches);
    return sum;
  }

  /** The component of the largest absolute value. */
  private static double largest(DMatrixRMaj v) {
    double most = CommonOps_DDRM.elementMax(v);
    double least = CommonOps_DDRM.elementMin(v);
    return most > -least ? most : least;
  }

  /** k×2k: the scaled eigenvectors as columns, those of large eigenvalues first, then negated. */
  private static Tensor filters(DMatrixRMaj moments, double epsilon) {
    int k = moments.numRows;
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(k, true, true);
    if (MatrixFeatures_DDRM.hasUncountable(moments) || !eigen.decompose(moments)) {
      throw new IllegalArgumentException(
          "the images' patches have no eigenvectors; look for numbers that are not finite");
    }
    List<Integer> order =
        IntStream.range(0, k)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -eigen.getEigenvalue(i).getReal()))
            .toList();
    Tensor filters = Tensor.zeros(Precision.DOUBLE, Shape.of(k, 2 * k));
    for (int column = 0; column < k; column++) {
      DMatrixRMaj v = eigen.getEigenVector(order.get(column));
      // An eigenvector's sign is arbitrary: its largest component is made positive.
      CommonOps_DDRM.scale(Math.signum(largest(v)), v);
      double variance = Math.max(0, eigen.getEigenvalue(order.get(column)).getReal());
      for (int row = 0; row < k; row++) {
        double weight = v.get(row) / Math.sqrt(variance + epsilon);
        filters.set(row * 2 * k + column, weight);
        filters.set(row * 2 * k + k + column, -weight);
      }
    }
    return filters;
  }
}
