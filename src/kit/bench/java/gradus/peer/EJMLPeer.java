package gradus.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;

/**
 * EJML's own products, alone and where little else is needed: perceptrons with one hidden layer,
 * and distances.
 */
final class EJMLPeer {
  private static final float LEARNING_RATE = 0.001f;
  private static final float MOMENTUM = 0.9f;

  private EJMLPeer() {}

  public static void main(String[] arguments) throws IOException {
    Protocol.serve(EJMLPeer::prepare, arguments);
  }

  private static Protocol.Steps prepare(String id, Path folder) throws IOException {
    return switch (id) {
      case "A3" -> new Perceptron(Pixels.read(folder, "objects", "train"), 100, 500);
      case "A4" -> new Perceptron(Pixels.read(folder, "digits", "train"), 32, 1000);
      case "K1" -> distances(folder, 500, 5_000);
      case "P1" -> product(1024);
      default -> throw new UnsupportedOperationException(id);
    };
  }

  private static Protocol.Steps product(int side) {
    FMatrixRMaj a = gaussian(side, side, new Random(1));
    FMatrixRMaj b = gaussian(side, side, new Random(2));
    return steps -> {
      var c = new FMatrixRMaj(side, side);
      for (int i = 0; i < steps; i++) {
        CommonOps_FDRM.mult(a, b, c);
      }
      return c.data[0];
    };
  }

  private static FMatrixRMaj gaussian(int rows, int columns, Random random) {
    var matrix = new FMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] = (float) (random.nextGaussian() * Math.sqrt(2.0 / rows));
    }
    return matrix;
  }

  private static final class Perceptron implements Protocol.Steps {
    private final Pixels pixels;
    private final Shuffled batches;
    private final FMatrixRMaj[] values;
    private final FMatrixRMaj[] velocities = new FMatrixRMaj[4];

    Perceptron(Pixels pixels, int batchSize, int hidden) {
      this.pixels = pixels;
      batches = new Shuffled(pixels, batchSize);
      var random = new Random(1);
      values =
          new FMatrixRMaj[] {
            gaussian(pixels.size(), hidden, random),
            new FMatrixRMaj(1, hidden),
            gaussian(hidden, 10, random),
            new FMatrixRMaj(1, 10)
          };
      for (int i = 0; i < values.length; i++) {
        velocities[i] = new FMatrixRMaj(values[i].numRows, values[i].numCols);
      }
    }

    @Override
    public double run(int steps) {
      double loss = 0;
      for (int i = 0; i < steps; i++) {
        loss = step(batches.next());
      }
      return loss;
    }

    private double step(int[] pictures) {
      var x = new FMatrixRMaj(pictures.length, pixels.size(), true, pixels.channelsFirst(pictures));
      FMatrixRMaj h = affine(x, values[0], values[1]);
      for (int i = 0; i < h.data.length; i++) {
        h.data[i] = Math.max(0, h.data[i]);
      }
      FMatrixRMaj dy = affine(h, values[2], values[3]);
      double loss = softmaxGradient(dy, pixels.oneHot(pictures));
      FMatrixRMaj dh = new FMatrixRMaj(h.numRows, h.numCols);
      CommonOps_FDRM.multTransB(dy, values[2], dh);
      for (int i = 0; i < h.data.length; i++) {
        dh.data[i] = h.data[i] > 0 ? dh.data[i] : 0;
      }
      update(0, weightGradient(x, dh));
      update(1, CommonOps_FDRM.sumCols(dh, null));
      update(2, weightGradient(h, dy));
      update(3, CommonOps_FDRM.sumCols(dy, null));
      return loss;
    }

    private static FMatrixRMaj affine(FMatrixRMaj x, FMatrixRMaj weight, FMatrixRMaj bias) {
      var y = new FMatrixRMaj(x.numRows, weight.numCols);
      CommonOps_FDRM.mult(x, weight, y);
      for (int i = 0; i < y.data.length; i++) {
        y.data[i] += bias.data[i % y.numCols];
      }
      return y;
    }

    private static FMatrixRMaj weightGradient(FMatrixRMaj x, FMatrixRMaj dy) {
      var gradient = new FMatrixRMaj(x.numCols, dy.numCols);
      CommonOps_FDRM.multTransA(x, dy, gradient);
      return gradient;
    }

    /** Turns scores into the gradient of the mean cross-entropy, which it returns. */
    private static double softmaxGradient(FMatrixRMaj scores, float[] oneHot) {
      double loss = 0;
      for (int row = 0; row < scores.numRows; row++) {
        double sum = 0;
        for (int i = 10 * row; i < 10 * row + 10; i++) {
          sum += Math.exp(scores.data[i]);
        }
        for (int i = 10 * row; i < 10 * row + 10; i++) {
          double probability = Math.exp(scores.data[i]) / sum;
          loss -= oneHot[i] * Math.log(probability);
          scores.data[i] = (float) (probability - oneHot[i]) / scores.numRows;
        }
      }
      return loss / scores.numRows;
    }

    private void update(int number, FMatrixRMaj gradient) {
      FMatrixRMaj v = velocities[number];
      CommonOps_FDRM.add(MOMENTUM, v, -LEARNING_RATE, gradient, v);
      CommonOps_FDRM.addEquals(values[number], v);
    }
  }

  /** The root of ‖q‖² − 2q·t + ‖t‖², all products at once. */
  private static Protocol.Steps distances(Path folder, int queries, int examples)
      throws IOException {
    FMatrixRMaj q = rows(Pixels.read(folder, "objects", "test"), queries);
    FMatrixRMaj t = rows(Pixels.read(folder, "objects", "train"), examples);
    return steps -> {
      for (int i = 0; i < steps; i++) {
        distances(q, t);
      }
      return 0;
    };
  }

  private static FMatrixRMaj distances(FMatrixRMaj q, FMatrixRMaj t) {
    var d = new FMatrixRMaj(q.numRows, t.numRows);
    CommonOps_FDRM.multTransB(-2, q, t, d);
    FMatrixRMaj own = squares(q);
    FMatrixRMaj others = squares(t);
    for (int i = 0, row = 0; row < d.numRows; row++) {
      for (int column = 0; column < d.numCols; column++, i++) {
        float square = d.data[i] + own.data[row] + others.data[column];
        d.data[i] = (float) Math.sqrt(Math.max(0, square));
      }
    }
    return d;
  }

  private static FMatrixRMaj squares(FMatrixRMaj x) {
    FMatrixRMaj product = x.copy();
    CommonOps_FDRM.elementMult(x, x, product);
    return CommonOps_FDRM.sumRows(product, null);
  }

  private static FMatrixRMaj rows(Pixels pixels, int count) {
    int[] pictures = new int[count];
    for (int i = 0; i < count; i++) {
      pictures[i] = i % pixels.labels().length;
    }
    return new FMatrixRMaj(count, pixels.size(), true, pixels.channelsFirst(pictures));
  }
}
