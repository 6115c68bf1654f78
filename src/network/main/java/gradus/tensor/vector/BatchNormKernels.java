package gradus.tensor.vector;

import static jdk.incubator.vector.VectorOperators.LE;

import gradus.tensor.engine.Activation;
import gradus.tensor.engine.Normalizer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.ejml.data.FMatrixRMaj;

/**
 * The passes of batch normalisation over the rows of a matrix, with the activation after it if
 * there is one, a vector of columns at a time.
 */
final class BatchNormKernels {
  private static final VectorSpecies<Float> S = MicroKernel.SPECIES;
  private static final int L = MicroKernel.LANES;

  private final float[] x;
  private final int count;
  private final float[] mean;
  private final float[] factor;
  private final float[] shift;

  /** Where y is at most this, it becomes 0; nothing is at most NaN. */
  private final float floor;

  private final boolean gelu;

  BatchNormKernels(FMatrixRMaj x, Normalizer<FMatrixRMaj> normalizer) {
    this.x = x.data;
    count = x.numCols;
    mean = normalizer.mean().data;
    factor = normalizer.factor().data;
    shift = normalizer.shift().data;
    floor = normalizer.activation() == Activation.RELU ? 0 : Float.NaN;
    gelu = normalizer.activation() == Activation.GELU;
  }

  /** Rows of out = the activation of (rows of x − mean) ∘ factor + shift. */
  void normalize(int from, int to, float[] out) {
    if (gelu) {
      normalizeGelu(from, to, out);
    } else {
      normalizeRelu(from, to, out);
    }
  }

  private void normalizeGelu(int from, int to, float[] out) {
    for (int row = from; row < to; row++) {
      int start = row * count;
      int j = 0;
      for (; j <= count - L; j += L) {
        GeluKernel.value(normalized(deviation(start, j), j)).intoArray(out, start + j);
      }
      for (; j < count; j++) {
        out[start + j] = GeluKernel.value(Math.fma(x[start + j] - mean[j], factor[j], shift[j]));
      }
    }
  }

  private void normalizeRelu(int from, int to, float[] out) {
    for (int row = from; row < to; row++) {
      int start = row * count;
      int j = 0;
      for (; j <= count - L; j += L) {
        FloatVector y = normalized(deviation(start, j), j);
        y.blend(0f, y.compare(LE, floor)).intoArray(out, start + j);
      }
      for (; j < count; j++) {
        float y = Math.fma(x[start + j] - mean[j], factor[j], shift[j]);
        out[start + j] = y <= floor ? 0 : y;
      }
    }
  }

  /**
   * Adds rows of dy in front of the activation, and behind these sums, those of that ∘ (x − mean).
   */
  void addSums(float[] dy, int from, int to, float[] sums, int at) {
    int behind = at + count;
    for (int row = from; row < to; row++) {
      int start = row * count;
      int j = 0;
      for (; j <= count - L; j += L) {
        FloatVector d = deviation(start, j);
        FloatVector g = passed(dy, start, d, j);
        g.add(FloatVector.fromArray(S, sums, at + j)).intoArray(sums, at + j);
        g.fma(d, FloatVector.fromArray(S, sums, behind + j)).intoArray(sums, behind + j);
      }
      for (; j < count; j++) {
        float d = x[start + j] - mean[j];
        float g = passed(dy[start + j], d, j);
        sums[at + j] += g;
        sums[behind + j] = Math.fma(g, d, sums[behind + j]);
      }
    }
  }

  /** Rows of out = factor ∘ dy in front of the activation + linear ∘ (x − mean) + constant. */
  void gradient(float[] dy, float[] linear, float[] constant, int from, int to, float[] out) {
    for (int row = from; row < to; row++) {
      int start = row * count;
      int j = 0;
      for (; j <= count - L; j += L) {
        FloatVector d = deviation(start, j);
        FloatVector own =
            d.fma(FloatVector.fromArray(S, linear, j), FloatVector.fromArray(S, constant, j));
        passed(dy, start, d, j)
            .fma(FloatVector.fromArray(S, factor, j), own)
            .intoArray(out, start + j);
      }
      for (; j < count; j++) {
        float d = x[start + j] - mean[j];
        float own = Math.fma(d, linear[j], constant[j]);
        out[start + j] = Math.fma(passed(dy[start + j], d, j), factor[j], own);
      }
    }
  }

  private FloatVector deviation(int start, int j) {
    return FloatVector.fromArray(S, x, start + j).sub(FloatVector.fromArray(S, mean, j));
  }

  private FloatVector normalized(FloatVector deviation, int j) {
    return deviation.fma(FloatVector.fromArray(S, factor, j), FloatVector.fromArray(S, shift, j));
  }

  private FloatVector passed(float[] dy, int start, FloatVector deviation, int j) {
    FloatVector g = FloatVector.fromArray(S, dy, start + j);
    FloatVector y = normalized(deviation, j);
    return gelu ? g.mul(GeluKernel.slope(y)) : g.blend(0f, y.compare(LE, floor));
  }

  private float passed(float dy, float deviation, int j) {
    float y = Math.fma(deviation, factor[j], shift[j]);
    return gelu ? dy * GeluKernel.slope(y) : y <= floor ? 0 : dy;
  }

  /**
   * Mean and variance of each column. Every chunk of rows is read twice, the second time from the
   * cache, for its own mean and the squares around that; then the chunks are put together (Chan,
   * Golub and LeVeque, 1979), which loses no digits where the mean is large.
   */
  static void moments(FMatrixRMaj x, float[] mean, float[] variance) {
    int count = x.numCols;
    int rows = x.numRows;
    int step = ElementwiseKernels.rowsOfTask(count);
    int tasks = Math.max(1, Math.ceilDiv(rows, step));
    float[] means = new float[tasks * count];
    float[] squares = new float[tasks * count];
    Parallel.split(
        tasks,
        task -> {
          int from = task * step;
          int to = Math.min(rows, from + step);
          float[] own = new float[count];
          ElementwiseKernels.addRows(x.data, count, from, to, own, 0);
          ElementwiseKernels.scale(own, 1f / (to - from), own, 0, count);
          System.arraycopy(own, 0, means, task * count, count);
          ElementwiseKernels.addSquares(x.data, own, count, from, to, squares, task * count);
        });
    for (int j = 0; j < count; j++) {
      double all = 0;
      double middle = 0;
      double square = 0;
      for (int task = 0; task < tasks; task++) {
        double own = Math.min(step, rows - task * step);
        double apart = means[task * count + j] - middle;
        all += own;
        middle += apart * own / all;
        square += squares[task * count + j] + apart * apart * own * (all - own) / all;
      }
      mean[j] = (float) middle;
      variance[j] = (float) (square / rows);
    }
  }
}
