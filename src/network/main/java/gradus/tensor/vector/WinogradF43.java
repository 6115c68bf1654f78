package gradus.tensor.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * F(4×4, 3×3): four outputs of a row of three weights take six multiplications.
 *
 * <pre>
 *        1/p²q²  0     0           1   1   1   1   1   0
 *         1/P   p/P  p²/P          0   p  −p   q  −q   0
 *  G =    1/P  −p/P  p²/P    Aᵀ =  0  p²  p²  q²  q²   0
 *         1/Q   q/Q  q²/Q          0  p³ −p³  q³ −q³   1
 *         1/Q  −q/Q  q²/Q
 *          0     0     1
 * </pre>
 */
final class WinogradF43 extends WinogradSixPoints {
  static final WinogradTransforms INSTANCE = new WinogradF43();

  private static final int OUTPUTS = 4;

  private WinogradF43() {}

  @Override
  public int outputs() {
    return OUTPUTS;
  }

  @Override
  public void outputs(
      WinogradTiles tiles,
      int tile,
      float[] bias,
      float[] out,
      int to,
      int rowStep,
      int columns,
      int rows) {
    int filters = tiles.channels();
    int row = OUTPUTS * LANES;
    float[] near = near();
    for (int f = 0; f < filters; f += LANES) {
      int k = Math.min(f, filters - LANES);
      int from = tiles.at(tile) + k;
      outputLines(
          tiles.data(), from, tiles.columnStep(), tiles.rowStep(), near, 0, LANES, row, SIDE);
      outputLines(near, 0, row, LANES, near, RESULT, row, LANES, OUTPUTS);
      FloatVector start = FloatVector.fromArray(SPECIES, bias, k);
      for (int y = 0; y < rows; y++) {
        for (int x = 0; x < columns; x++) {
          FloatVector.fromArray(SPECIES, near, RESULT + y * row + x * LANES)
              .add(start)
              .intoArray(out, to + k + y * rowStep + x * filters);
        }
      }
    }
  }

  @Override
  public void outputGradients(
      float[] e,
      int from,
      int rowStep,
      int columnStep,
      int columns,
      int rows,
      WinogradTiles tiles,
      int tile) {
    int filters = tiles.channels();
    int row = OUTPUTS * LANES;
    float[] near = near();
    if (columns < OUTPUTS || rows < OUTPUTS) {
      Arrays.fill(near, RESULT, RESULT + OUTPUTS * row, 0);
    }
    for (int f = 0; f < filters; f += LANES) {
      int k = Math.min(f, filters - LANES);
      for (int y = 0; y < rows; y++) {
        for (int x = 0; x < columns; x++) {
          FloatVector.fromArray(SPECIES, e, from + k + y * rowStep + x * columnStep)
              .intoArray(near, RESULT + y * row + x * LANES);
        }
      }
      int to = tiles.at(tile) + k;
      outputGradientLines(near, RESULT, row, LANES, near, 0, row, LANES, OUTPUTS);
      outputGradientLines(
          near, 0, LANES, row, tiles.data(), to, tiles.columnStep(), tiles.rowStep(), SIDE);
    }
  }

  /** Aᵀm, the four outputs. */
  private static void outputLines(
      float[] x,
      int from,
      int step,
      int next,
      float[] y,
      int to,
      int toStep,
      int toNext,
      int lines) {
    FloatVector p = FloatVector.broadcast(SPECIES, P);
    FloatVector q = FloatVector.broadcast(SPECIES, Q);
    FloatVector p2 = FloatVector.broadcast(SPECIES, P2);
    FloatVector q2 = FloatVector.broadcast(SPECIES, Q2);
    for (int i = 0; i < lines; i++) {
      int at = from + i * next;
      FloatVector m0 = FloatVector.fromArray(SPECIES, x, at);
      FloatVector m1 = FloatVector.fromArray(SPECIES, x, at + step);
      FloatVector m2 = FloatVector.fromArray(SPECIES, x, at + 2 * step);
      FloatVector m3 = FloatVector.fromArray(SPECIES, x, at + 3 * step);
      FloatVector m4 = FloatVector.fromArray(SPECIES, x, at + 4 * step);
      FloatVector m5 = FloatVector.fromArray(SPECIES, x, at + 5 * step);
      FloatVector evenP = m1.add(m2);
      FloatVector oddP = m1.sub(m2).mul(p);
      FloatVector evenQ = m3.add(m4);
      FloatVector oddQ = m3.sub(m4).mul(q);
      int out = to + i * toNext;
      m0.add(evenP).add(evenQ).intoArray(y, out);
      oddP.add(oddQ).intoArray(y, out + toStep);
      evenP.fma(p2, evenQ.mul(q2)).intoArray(y, out + 2 * toStep);
      oddP.fma(p2, oddQ.fma(q2, m5)).intoArray(y, out + 3 * toStep);
    }
  }

  /** Ae, of the gradients of four outputs. */
  private static void outputGradientLines(
      float[] x,
      int from,
      int step,
      int next,
      float[] y,
      int to,
      int toStep,
      int toNext,
      int lines) {
    FloatVector p = FloatVector.broadcast(SPECIES, P);
    FloatVector minusP = FloatVector.broadcast(SPECIES, -P);
    FloatVector q = FloatVector.broadcast(SPECIES, Q);
    FloatVector minusQ = FloatVector.broadcast(SPECIES, -Q);
    FloatVector p2 = FloatVector.broadcast(SPECIES, P2);
    FloatVector q2 = FloatVector.broadcast(SPECIES, Q2);
    for (int i = 0; i < lines; i++) {
      int at = from + i * next;
      FloatVector e0 = FloatVector.fromArray(SPECIES, x, at);
      FloatVector e1 = FloatVector.fromArray(SPECIES, x, at + step);
      FloatVector e2 = FloatVector.fromArray(SPECIES, x, at + 2 * step);
      FloatVector e3 = FloatVector.fromArray(SPECIES, x, at + 3 * step);
      FloatVector evenP = e2.fma(p2, e0);
      FloatVector oddP = e3.fma(p2, e1);
      FloatVector evenQ = e2.fma(q2, e0);
      FloatVector oddQ = e3.fma(q2, e1);
      int out = to + i * toNext;
      e0.intoArray(y, out);
      oddP.fma(p, evenP).intoArray(y, out + toStep);
      oddP.fma(minusP, evenP).intoArray(y, out + 2 * toStep);
      oddQ.fma(q, evenQ).intoArray(y, out + 3 * toStep);
      oddQ.fma(minusQ, evenQ).intoArray(y, out + 4 * toStep);
      e3.intoArray(y, out + 5 * toStep);
    }
  }

  /** Gg, of three weights. */
  @Override
  void weightLines(
      float[] x,
      int from,
      int step,
      int next,
      float[] y,
      int to,
      int toStep,
      int toNext,
      int lines) {
    FloatVector p2 = FloatVector.broadcast(SPECIES, P2);
    FloatVector q2 = FloatVector.broadcast(SPECIES, Q2);
    for (int i = 0; i < lines; i++) {
      int at = from + i * next;
      FloatVector g0 = FloatVector.fromArray(SPECIES, x, at);
      FloatVector g1 = FloatVector.fromArray(SPECIES, x, at + step);
      FloatVector g2 = FloatVector.fromArray(SPECIES, x, at + 2 * step);
      FloatVector evenP = g2.fma(p2, g0).mul(OF_P);
      FloatVector oddP = g1.mul(P * OF_P);
      FloatVector evenQ = g2.fma(q2, g0).mul(OF_Q);
      FloatVector oddQ = g1.mul(Q * OF_Q);
      int out = to + i * toNext;
      g0.mul(1 / BOTH).intoArray(y, out);
      evenP.add(oddP).intoArray(y, out + toStep);
      evenP.sub(oddP).intoArray(y, out + 2 * toStep);
      evenQ.add(oddQ).intoArray(y, out + 3 * toStep);
      evenQ.sub(oddQ).intoArray(y, out + 4 * toStep);
      g2.intoArray(y, out + 5 * toStep);
    }
  }

  /** Gᵀs, the gradients of the weights. */
  @Override
  void weightGradientLines(
      float[] x,
      int from,
      int step,
      int next,
      float[] y,
      int to,
      int toStep,
      int toNext,
      int lines) {
    FloatVector inverse = FloatVector.broadcast(SPECIES, 1 / BOTH);
    FloatVector p2 = FloatVector.broadcast(SPECIES, P2);
    FloatVector q2 = FloatVector.broadcast(SPECIES, Q2);
    for (int i = 0; i < lines; i++) {
      int at = from + i * next;
      FloatVector s0 = FloatVector.fromArray(SPECIES, x, at);
      FloatVector s1 = FloatVector.fromArray(SPECIES, x, at + step);
      FloatVector s2 = FloatVector.fromArray(SPECIES, x, at + 2 * step);
      FloatVector s3 = FloatVector.fromArray(SPECIES, x, at + 3 * step);
      FloatVector s4 = FloatVector.fromArray(SPECIES, x, at + 4 * step);
      FloatVector s5 = FloatVector.fromArray(SPECIES, x, at + 5 * step);
      FloatVector evenP = s1.add(s2).mul(OF_P);
      FloatVector oddP = s1.sub(s2).mul(P * OF_P);
      FloatVector evenQ = s3.add(s4).mul(OF_Q);
      FloatVector oddQ = s3.sub(s4).mul(Q * OF_Q);
      int out = to + i * toNext;
      s0.fma(inverse, evenP.add(evenQ)).intoArray(y, out);
      oddP.add(oddQ).intoArray(y, out + toStep);
      evenP.fma(p2, evenQ.fma(q2, s5)).intoArray(y, out + 2 * toStep);
    }
  }
}
