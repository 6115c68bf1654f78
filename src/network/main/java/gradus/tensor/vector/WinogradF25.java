package gradus.tensor.vector;

import jdk.incubator.vector.FloatVector;

/**
 * F(2×2, 5×5): two outputs of a row of five weights take six multiplications.
 *
 * <pre>
 *        1/p²q²  0      0      0      0
 *         1/P   p/P   p²/P   p³/P   p⁴/P
 *  G =    1/P  −p/P   p²/P  −p³/P   p⁴/P     Aᵀ =  1   1   1   1   1   0
 *         1/Q   q/Q   q²/Q   q³/Q   q⁴/Q           0   p  −p   q  −q   1
 *         1/Q  −q/Q   q²/Q  −q³/Q   q⁴/Q
 *          0     0      0      0      1
 * </pre>
 */
final class WinogradF25 extends WinogradSixPoints {
  static final WinogradTransforms INSTANCE = new WinogradF25();

  /** Aᵀ, which serves rows as it serves columns. */
  private static final float[] UPPER = {1, 1, 1, 1, 1, 0};

  private static final float[] LOWER = {0, P, -P, Q, -Q, 1};

  private WinogradF25() {}

  @Override
  public int outputs() {
    return 2;
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
    float[] m = tiles.data();
    int plane = tiles.columnStep();
    FloatVector p = FloatVector.broadcast(SPECIES, P);
    FloatVector q = FloatVector.broadcast(SPECIES, Q);
    for (int f = 0; f < filters; f += LANES) {
      int k = Math.min(f, filters - LANES);
      FloatVector upper0 = FloatVector.fromArray(SPECIES, bias, k);
      FloatVector upper1 = upper0;
      FloatVector lower0 = upper0;
      FloatVector lower1 = upper0;
      for (int y = 0; y < SIDE; y++) {
        int at = tiles.at(tile) + y * tiles.rowStep() + k;
        FloatVector m0 = FloatVector.fromArray(SPECIES, m, at);
        FloatVector m1 = FloatVector.fromArray(SPECIES, m, at + plane);
        FloatVector m2 = FloatVector.fromArray(SPECIES, m, at + 2 * plane);
        FloatVector m3 = FloatVector.fromArray(SPECIES, m, at + 3 * plane);
        FloatVector m4 = FloatVector.fromArray(SPECIES, m, at + 4 * plane);
        FloatVector m5 = FloatVector.fromArray(SPECIES, m, at + 5 * plane);
        FloatVector row0 = m0.add(m1.add(m2)).add(m3.add(m4));
        FloatVector row1 = m1.sub(m2).fma(p, m3.sub(m4).fma(q, m5));
        FloatVector toUpper = FloatVector.broadcast(SPECIES, UPPER[y]);
        FloatVector toLower = FloatVector.broadcast(SPECIES, LOWER[y]);
        upper0 = row0.fma(toUpper, upper0);
        upper1 = row1.fma(toUpper, upper1);
        lower0 = row0.fma(toLower, lower0);
        lower1 = row1.fma(toLower, lower1);
      }
      upper0.intoArray(out, to + k);
      if (columns > 1) {
        upper1.intoArray(out, to + k + filters);
      }
      if (rows > 1) {
        lower0.intoArray(out, to + k + rowStep);
        if (columns > 1) {
          lower1.intoArray(out, to + k + rowStep + filters);
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
    float[] out = tiles.data();
    int plane = tiles.columnStep();
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector p = FloatVector.broadcast(SPECIES, P);
    FloatVector minusP = FloatVector.broadcast(SPECIES, -P);
    FloatVector q = FloatVector.broadcast(SPECIES, Q);
    FloatVector minusQ = FloatVector.broadcast(SPECIES, -Q);
    for (int f = 0; f < filters; f += LANES) {
      int k = Math.min(f, filters - LANES);
      int at = from + k;
      FloatVector upper0 = FloatVector.fromArray(SPECIES, e, at);
      FloatVector upper1 = columns > 1 ? FloatVector.fromArray(SPECIES, e, at + columnStep) : zero;
      FloatVector lower0 = rows > 1 ? FloatVector.fromArray(SPECIES, e, at + rowStep) : zero;
      FloatVector lower1 =
          columns > 1 && rows > 1
              ? FloatVector.fromArray(SPECIES, e, at + rowStep + columnStep)
              : zero;
      for (int y = 0; y < SIDE; y++) {
        FloatVector ofUpper = FloatVector.broadcast(SPECIES, UPPER[y]);
        FloatVector ofLower = FloatVector.broadcast(SPECIES, LOWER[y]);
        FloatVector e0 = lower0.fma(ofLower, upper0.mul(ofUpper));
        FloatVector e1 = lower1.fma(ofLower, upper1.mul(ofUpper));
        int place = tiles.at(tile) + y * tiles.rowStep() + k;
        e0.intoArray(out, place);
        e1.fma(p, e0).intoArray(out, place + plane);
        e1.fma(minusP, e0).intoArray(out, place + 2 * plane);
        e1.fma(q, e0).intoArray(out, place + 3 * plane);
        e1.fma(minusQ, e0).intoArray(out, place + 4 * plane);
        e1.intoArray(out, place + 5 * plane);
      }
    }
  }

  /** Gg, of five weights. */
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
      FloatVector g3 = FloatVector.fromArray(SPECIES, x, at + 3 * step);
      FloatVector g4 = FloatVector.fromArray(SPECIES, x, at + 4 * step);
      FloatVector evenP = g4.fma(p2, g2).fma(p2, g0).mul(OF_P);
      FloatVector oddP = g3.fma(p2, g1).mul(P * OF_P);
      FloatVector evenQ = g4.fma(q2, g2).fma(q2, g0).mul(OF_Q);
      FloatVector oddQ = g3.fma(q2, g1).mul(Q * OF_Q);
      int out = to + i * toNext;
      g0.mul(1 / BOTH).intoArray(y, out);
      evenP.add(oddP).intoArray(y, out + toStep);
      evenP.sub(oddP).intoArray(y, out + 2 * toStep);
      evenQ.add(oddQ).intoArray(y, out + 3 * toStep);
      evenQ.sub(oddQ).intoArray(y, out + 4 * toStep);
      g4.intoArray(y, out + 5 * toStep);
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
    FloatVector p4 = FloatVector.broadcast(SPECIES, P2 * P2);
    FloatVector q4 = FloatVector.broadcast(SPECIES, Q2 * Q2);
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
      evenP.fma(p2, evenQ.mul(Q2)).intoArray(y, out + 2 * toStep);
      oddP.fma(p2, oddQ.mul(Q2)).intoArray(y, out + 3 * toStep);
      evenP.fma(p4, evenQ.fma(q4, s5)).intoArray(y, out + 4 * toStep);
    }
  }
}
