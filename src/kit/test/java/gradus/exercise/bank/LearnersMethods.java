package gradus.exercise.bank;

import gradus.exercise.Values;
import java.util.Arrays;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Methods as learners write them, with loops over matrices, right or with mistakes planted by name:
 * written without a look at the bank.
 */
final class LearnersMethods {
  private LearnersMethods() {}

  static Values distances(Values given, Set<String> planted) {
    DMatrixRMaj test = given.matrix("Xte");
    DMatrixRMaj train = given.matrix("Xtr");
    DMatrixRMaj distances = new DMatrixRMaj(test.numRows, train.numRows);
    for (int i = 0; i < test.numRows; i++) {
      for (int j = 0; j < train.numRows; j++) {
        double sum = 0;
        for (int d = 0; d < test.numCols; d++) {
          double difference = test.get(i, d) - train.get(j, d);
          sum += planted.contains("no square") ? Math.abs(difference) : difference * difference;
        }
        boolean rootless = planted.contains("no root") || planted.contains("no square");
        distances.set(i, j, rootless ? sum : Math.sqrt(sum));
      }
    }
    return Values.of(
        "distances",
        planted.contains("transposed") ? CommonOps_DDRM.transpose(distances, null) : distances);
  }

  static Values vote(Values given, Set<String> planted) {
    double[][] distances = rows(given.matrix("distances"));
    int[] labels = given.labels("ytr");
    int[] predictions = new int[distances.length];
    for (int q = 0; q < distances.length; q++) {
      double[] row = distances[q];
      Integer[] order = new Integer[row.length];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, (a, b) -> Double.compare(row[a], row[b]));
      int[] counts = new int[10];
      int k = given.whole("k") - (planted.contains("k - 1") ? 1 : 0);
      for (int i = 0; i < k; i++) {
        counts[labels[order[i]]]++;
      }
      for (int label = 0; label < 10; label++) {
        boolean more = counts[label] > counts[predictions[q]];
        boolean tie = counts[label] == counts[predictions[q]];
        if (more || (tie && planted.contains("tie to larger"))) {
          predictions[q] = label;
        }
      }
    }
    return Values.of("pred", predictions);
  }

  static Values svm(Values given, Set<String> planted) {
    double[][] w = rows(given.matrix("W"));
    double[][] x = rows(given.matrix("X"));
    int[] y = given.labels("y");
    double reg = given.number("reg");
    double[][] dw = new double[w.length][w[0].length];
    double loss = 0;
    double delta = planted.contains("no margin") ? 0 : 1;
    for (int i = 0; i < x.length; i++) {
      double[] scores = product(x[i], w);
      for (int j = 0; j < scores.length; j++) {
        if (j == y[i] && !planted.contains("right class counted")) {
          continue;
        }
        double margin = scores[j] - scores[y[i]] + delta;
        if (margin > 0) {
          loss += margin;
          for (int d = 0; d < w.length; d++) {
            dw[d][j] += x[i][d];
            if (!planted.contains("right class kept")) {
              dw[d][y[i]] -= x[i][d];
            }
          }
        }
      }
    }
    return regularised(given, loss, dw, reg, planted);
  }

  private static Values regularised(
      Values given, double loss, double[][] dw, double reg, Set<String> planted) {
    double[][] w = rows(given.matrix("W"));
    double n = planted.contains("no mean") ? 1 : given.labels("y").length;
    double total = loss / n;
    for (int d = 0; d < w.length; d++) {
      for (int c = 0; c < w[0].length; c++) {
        total += (planted.contains("half") ? 0.5 : 1) * reg * w[d][c] * w[d][c];
        double slope = planted.contains("half") || planted.contains("no 2") ? reg : 2 * reg;
        double penalty = planted.contains("no penalty") ? 0 : slope * w[d][c];
        dw[d][c] = (planted.contains("sign") ? -1 : 1) * dw[d][c] / n + penalty;
      }
    }
    return Values.of("loss", total).and("dW", new DMatrixRMaj(dw));
  }

  static Values softmax(Values given, Set<String> planted) {
    double[][] w = rows(given.matrix("W"));
    double[][] x = rows(given.matrix("X"));
    int[] y = given.labels("y");
    double[][] dw = new double[w.length][w[0].length];
    double loss = 0;
    for (int i = 0; i < x.length; i++) {
      double[] p = softmax(product(x[i], w), !planted.contains("not shifted"));
      if (planted.contains("twice")) {
        p = softmax(p, true);
      }
      loss -= Math.log(p[y[i]]);
      for (int c = 0; c < p.length; c++) {
        double slope = p[c] - (c == y[i] && !planted.contains("no minus 1") ? 1 : 0);
        for (int d = 0; d < w.length; d++) {
          dw[d][c] += slope * x[i][d];
        }
      }
    }
    return regularised(given, loss, dw, given.number("reg"), planted);
  }

  private static double[] softmax(double[] scores, boolean shifted) {
    double largest = shifted ? Arrays.stream(scores).max().orElseThrow() : 0;
    double[] p = Arrays.stream(scores).map(s -> Math.exp(s - largest)).toArray();
    double sum = Arrays.stream(p).sum();
    return Arrays.stream(p).map(e -> e / sum).toArray();
  }

  private static double[] product(double[] x, double[][] w) {
    double[] scores = new double[w[0].length];
    for (int c = 0; c < scores.length; c++) {
      for (int d = 0; d < x.length; d++) {
        scores[c] += x[d] * w[d][c];
      }
    }
    return scores;
  }

  static Values adam(Values given, Set<String> planted) {
    double beta1 = given.number("beta1");
    double beta2 = given.number("beta2");
    double t = given.number("t_before") + (planted.contains("t early") ? 0 : 1);
    double[] w = given.vector("w");
    double[] dw = given.vector("dw");
    double[] m = given.vector("m");
    double[] v = given.vector("v");
    for (int i = 0; i < w.length; i++) {
      m[i] = beta1 * m[i] + (1 - beta1) * dw[i];
      v[i] = beta2 * v[i] + (1 - beta2) * dw[i] * dw[i];
      boolean corrected = !planted.contains("not corrected");
      double mean = corrected ? m[i] / (1 - Math.pow(beta1, t)) : m[i];
      double square = corrected ? v[i] / (1 - Math.pow(beta2, t)) : v[i];
      double eps = given.number("eps");
      double divisor =
          planted.contains("eps inside") ? Math.sqrt(square + eps) : Math.sqrt(square) + eps;
      w[i] -= given.number("lr") * mean / divisor;
    }
    int rows = given.matrix("w").numRows;
    return Values.of("next_w", shaped(w, rows)).and("m", shaped(m, rows)).and("v", shaped(v, rows));
  }

  static Values momentum(Values given, Set<String> planted) {
    double mu = given.number("mu");
    double lr = given.number("lr");
    double[] w = given.vector("w");
    double[] v = given.vector("velocity");
    double[] dw = given.vector("dw");
    for (int i = 0; i < w.length; i++) {
      double old = v[i];
      v[i] = mu * v[i] + (planted.contains("plus") ? lr : -lr) * dw[i];
      w[i] += planted.contains("nesterov") ? -mu * old + (1 + mu) * v[i] : v[i];
    }
    int rows = given.matrix("w").numRows;
    return Values.of("next_w", shaped(w, rows)).and("velocity", shaped(v, rows));
  }

  static Values batchNorm(Values given, Set<String> planted) {
    DMatrixRMaj x = given.matrix("x");
    int n = x.numRows;
    double keep = given.number("momentum");
    double[] mean = new double[x.numCols];
    double[] variance = new double[x.numCols];
    double[] runningMean = given.vector("running_mean");
    double[] runningVariance = given.vector("running_var");
    DMatrixRMaj out = x.copy();
    for (int c = 0; c < x.numCols; c++) {
      for (int i = 0; i < n; i++) {
        mean[c] += x.get(i, c) / n;
      }
      for (int i = 0; i < n; i++) {
        double difference = x.get(i, c) - mean[c];
        variance[c] += difference * difference / (planted.contains("n - 1") ? n - 1 : n);
      }
      double share = planted.contains("swapped") ? 1 - keep : keep;
      runningMean[c] = share * runningMean[c] + (1 - share) * mean[c];
      runningVariance[c] = share * runningVariance[c] + (1 - share) * variance[c];
      double eps = planted.contains("no eps") ? 0 : given.number("eps");
      for (int i = 0; i < n; i++) {
        double normal = (x.get(i, c) - mean[c]) / Math.sqrt(variance[c] + eps);
        out.set(i, c, given.vector("gamma")[c] * normal + given.vector("beta")[c]);
      }
    }
    return Values.of("out", out)
        .and("running_mean", runningMean)
        .and("running_var", runningVariance);
  }

  static Values dropout(Values given, Set<String> planted) {
    double keep = given.number("keep_prob");
    double p = planted.contains("swapped") ? 1 - keep : keep;
    double[] x = given.vector("x");
    double[] dout = given.vector("dout");
    double[] u = given.vector("u");
    for (int i = 0; i < x.length; i++) {
      double mask = u[i] < p ? (planted.contains("not scaled") ? 1 : 1 / p) : 0;
      x[i] *= mask;
      dout[i] *= mask;
    }
    int rows = given.matrix("x").numRows;
    return Values.of("out", shaped(x, rows)).and("dx", shaped(dout, rows));
  }

  static Values affine(Values given, Set<String> planted) {
    DMatrixRMaj x = given.matrix("x");
    DMatrixRMaj w = given.matrix("w");
    DMatrixRMaj dout = given.matrix("dout");
    DMatrixRMaj dw = CommonOps_DDRM.multTransA(x, dout, null);
    DMatrixRMaj db = CommonOps_DDRM.sumCols(dout, null);
    if (planted.contains("float")) {
      for (int i = 0; i < dw.data.length; i++) {
        dw.data[i] = (float) dw.data[i];
      }
    }
    return Values.of("dx", CommonOps_DDRM.multTransB(dout, w, null))
        .and("dw", planted.contains("transposed") ? CommonOps_DDRM.transpose(dw, null) : dw)
        .and("db", planted.contains("not summed") ? dout : db);
  }

  static Values relu(Values given, Set<String> planted) {
    double[] x = given.vector("x");
    double[] dout = given.vector("dout");
    for (int i = 0; i < x.length; i++) {
      double gate = planted.contains("wrong tensor") ? dout[i] : x[i];
      dout[i] = gate > 0 ? dout[i] : 0;
    }
    return Values.of("dx", shaped(dout, given.matrix("x").numRows));
  }

  /** One image, one channel and one filter at a time, by index. */
  static Values convolution(Values given, Set<String> planted) {
    int[] d = given.tensor("x").shape().dimensions();
    double[] x = given.vector("x");
    DMatrixRMaj w = given.matrix("w");
    int size = given.whole("size");
    int stride = planted.contains("no stride") ? 1 : given.whole("stride");
    int pad = planted.contains("no padding") ? 0 : given.whole("pad");
    int height = (d[1] + 2 * pad - size) / stride + 1;
    int width = (d[2] + 2 * pad - size) / stride + 1;
    DMatrixRMaj out = new DMatrixRMaj(d[0] * height * width, w.numCols);
    for (int row = 0; row < out.numRows; row++) {
      for (int f = 0; f < w.numCols; f++) {
        double sum = given.vector("b")[f];
        for (int k = 0; k < w.numRows; k++) {
          int i = k / d[3] / size;
          int j = k / d[3] % size;
          int top = row / width % height * stride - pad;
          int left = row % width * stride - pad;
          boolean flipped = planted.contains("flipped");
          int yy = top + (flipped ? size - 1 - i : i);
          int xx = left + (flipped ? size - 1 - j : j);
          if (yy >= 0 && yy < d[1] && xx >= 0 && xx < d[2]) {
            int image = row / width / height;
            sum += x[((image * d[1] + yy) * d[2] + xx) * d[3] + k % d[3]] * w.get(k, f);
          }
        }
        out.set(row, f, sum);
      }
    }
    return Values.of("out", gradus.tensor.Tensor.of(out).reshape(d[0], height, width, w.numCols));
  }

  private static DMatrixRMaj shaped(double[] elements, int rows) {
    return DMatrixRMaj.wrap(rows, elements.length / rows, elements);
  }

  private static double[][] rows(DMatrixRMaj matrix) {
    double[][] rows = new double[matrix.numRows][matrix.numCols];
    for (int i = 0; i < matrix.numRows; i++) {
      for (int j = 0; j < matrix.numCols; j++) {
        rows[i][j] = matrix.get(i, j);
      }
    }
    return rows;
  }
}
