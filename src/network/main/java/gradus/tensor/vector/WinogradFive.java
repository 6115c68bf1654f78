package gradus.tensor.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Those of F(2×2, 5×5): two outputs of a ROW of five weights take six multiplications. A tile has
 * more numbers than there are registers, so it goes through memory between its rows and its
 * columns.
 *
 * <p>A filter and two outputs are polynomials, whose product is known by its values at six points.
 * Here these are 0, ±p, ±q and ∞, with p = ¾ and q = 3/2: of the points whose powers are exact in
 * binary, the sums lose least with them, some 1.4 times what those of the definition lose.
 *
 * <pre>
 *        p²q²   0    −p²−q²   0     1  0          1/p²q²  0      0      0      0
 *         0   −pq²    −q²     p     1  0           1/P   p/P   p²/P   p³/P   p⁴/P
 *  Bᵀ =   0    pq²    −q²    −p     1  0     G =   1/P  −p/P   p²/P  −p³/P   p⁴/P
 *         0   −p²q    −p²     q     1  0           1/Q   q/Q   q²/Q   q³/Q   q⁴/Q
 *         0    p²q    −p²    −q     1  0           1/Q  −q/Q   q²/Q  −q³/Q   q⁴/Q
 *         0   p²q²     0   −p²−q²   0  1            0     0      0      0      1
 *
 *  Aᵀ =  1   1   1   1   1   0          P = 2p²(p² − q²)
 *        0   p  −p   q  −q   1          Q = 2q²(q² − p²)
 * </pre>
 */
final class WinogradFive implements WinogradTransforms {
  private static final VectorSpecies<Float> SPECIES = MicroKernel.SPECIES;

  private static final float P = 3f / 4;
  private static final float Q = 3f / 2;
  private static final float P2 = P * P;
  private static final float Q2 = Q * Q;
  private static final float BOTH = P2 * Q2;
  private static final float SUM = P2 + Q2;
  private static final float OF_P = 1 / (2 * P2 * (P2 - Q2));
  private static final float OF_Q = 1 / (2 * Q2 * (Q2 - P2));

  /** Aᵀ, which serves rows as it serves columns. */
  private static final float[] UPPER = {1, 1, 1, 1, 1, 0};

  private static final float[] LOWER = {0, P, -P, Q, -Q, 1};

  private static final int LANES = MicroKernel.LANES;
  private static final int SIDE = 6;
  private static final int TAPS = 5;
  private static final int ROW = SIDE * LANES;

  /** Where the second of two arrays of a whole tile begins. */
  private static final int RESULT = SIDE * ROW;

  static final WinogradTransforms INSTANCE = new WinogradFive();

  private WinogradFive() {}

  @Override
  public int side() {
    return SIDE;
  }

  @Override
  public void inputs(float[] d, int from, int rowStep, WinogradTiles tiles, int tile) {
    int channels = tiles.channels();
    float[] near = near();
    for (int c = 0; c < channels; c += LANES) {
      int k = Math.min(c, channels - LANES);
      int to = tiles.at(tile) + k;
      inputLines(d, from + k, channels, rowStep, near, 0, LANES, ROW, SIDE);
      inputLines(near, 0, ROW, LANES, tiles.data(), to, tiles.rowStep(), tiles.columnStep(), SIDE);
    }
  }

  @Override
  public void outputs(
      WinogradTiles tiles,
      int tile,
      float[] bias,
      float[] out,
      int to,
      int rowStep,
      boolean right,
      boolean below) {
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
      if (right) {
        upper1.intoArray(out, to + k + filters);
      }
      if (below) {
        lower0.intoArray(out, to + k + rowStep);
        if (right) {
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
      boolean right,
      boolean below,
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
      FloatVector upper1 = right ? FloatVector.fromArray(SPECIES, e, at + columnStep) : zero;
      FloatVector lower0 = below ? FloatVector.fromArray(SPECIES, e, at + rowStep) : zero;
      FloatVector lower1 =
          right && below ? FloatVector.fromArray(SPECIES, e, at + rowStep + columnStep) : zero;
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

  @Override
  public void inputGradients(
      WinogradTiles tiles,
      int tile,
      float[] out,
      int to,
      int rowStep,
      int firstRow,
      int endRow,
      int firstColumn,
      int endColumn) {
    int channels = tiles.channels();
    float[] near = near();
    for (int c = 0; c < channels; c += LANES) {
      int k = Math.min(c, channels - LANES);
      int from = tiles.at(tile) + k;
      inputGradientLines(
          tiles.data(), from, tiles.columnStep(), tiles.rowStep(), near, 0, LANES, ROW, SIDE);
      inputGradientLines(near, 0, ROW, LANES, near, RESULT, ROW, LANES, SIDE);
      WinogradTransforms.add(
          near,
          RESULT,
          SIDE,
          c - k,
          out,
          to + k,
          rowStep,
          channels,
          firstRow,
          endRow,
          firstColumn,
          endColumn);
    }
  }

  @Override
  public void weights(float[] g, int from, int step, int filters, float[] out, int to, int toStep) {
    float[] near = near();
    for (int f = 0; f < filters; f += LANES) {
      int k = Math.min(f, filters - LANES);
      weightLines(g, from + k, TAPS * step, step, near, 0, TAPS * LANES, LANES, TAPS);
      weightLines(near, 0, LANES, TAPS * LANES, out, to + k, toStep, SIDE * toStep, SIDE);
    }
  }

  @Override
  public void weightGradients(
      float[] s, int from, int step, int filters, float[] out, int to, int toStep) {
    float[] near = near();
    for (int f = 0; f < filters; f += LANES) {
      int k = Math.min(f, filters - LANES);
      weightGradientLines(s, from + k, SIDE * step, step, near, 0, ROW, LANES, SIDE);
      weightGradientLines(near, 0, LANES, ROW, out, to + k, toStep, TAPS * toStep, TAPS);
    }
  }

  private static float[] near() {
    return Scratch.TRANSFORM.atLeast(2 * RESULT);
  }

  /** Bᵀd, of six pixels. */
  private static void inputLines(
      float[] x,
      int from,
      int step,
      int next,
      float[] y,
      int to,
      int toStep,
      int toNext,
      int lines) {
    FloatVector minusQ2 = FloatVector.broadcast(SPECIES, -Q2);
    FloatVector minusP2 = FloatVector.broadcast(SPECIES, -P2);
    FloatVector both = FloatVector.broadcast(SPECIES, BOTH);
    FloatVector minusSum = FloatVector.broadcast(SPECIES, -SUM);
    FloatVector p = FloatVector.broadcast(SPECIES, P);
    FloatVector minusP = FloatVector.broadcast(SPECIES, -P);
    FloatVector q = FloatVector.broadcast(SPECIES, Q);
    FloatVector minusQ = FloatVector.broadcast(SPECIES, -Q);
    for (int i = 0; i < lines; i++) {
      int at = from + i * next;
      FloatVector d0 = FloatVector.fromArray(SPECIES, x, at);
      FloatVector d1 = FloatVector.fromArray(SPECIES, x, at + step);
      FloatVector d2 = FloatVector.fromArray(SPECIES, x, at + 2 * step);
      FloatVector d3 = FloatVector.fromArray(SPECIES, x, at + 3 * step);
      FloatVector d4 = FloatVector.fromArray(SPECIES, x, at + 4 * step);
      FloatVector d5 = FloatVector.fromArray(SPECIES, x, at + 5 * step);
      FloatVector evenP = d2.fma(minusQ2, d4);
      FloatVector oddP = d1.fma(minusQ2, d3);
      FloatVector evenQ = d2.fma(minusP2, d4);
      FloatVector oddQ = d1.fma(minusP2, d3);
      int out = to + i * toNext;
      d0.fma(both, d2.fma(minusSum, d4)).intoArray(y, out);
      oddP.fma(p, evenP).intoArray(y, out + toStep);
      oddP.fma(minusP, evenP).intoArray(y, out + 2 * toStep);
      oddQ.fma(q, evenQ).intoArray(y, out + 3 * toStep);
      oddQ.fma(minusQ, evenQ).intoArray(y, out + 4 * toStep);
      d1.fma(both, d3.fma(minusSum, d5)).intoArray(y, out + 5 * toStep);
    }
  }

  /** Gg, of five weights. */
  private static void weightLines(
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

  /** Bv, the gradients of the pixels. */
  private static void inputGradientLines(
      float[] x,
      int from,
      int step,
      int next,
      float[] y,
      int to,
      int toStep,
      int toNext,
      int lines) {
    FloatVector minusQ2 = FloatVector.broadcast(SPECIES, -Q2);
    FloatVector minusP2 = FloatVector.broadcast(SPECIES, -P2);
    FloatVector minusSum = FloatVector.broadcast(SPECIES, -SUM);
    for (int i = 0; i < lines; i++) {
      int at = from + i * next;
      FloatVector v0 = FloatVector.fromArray(SPECIES, x, at);
      FloatVector v1 = FloatVector.fromArray(SPECIES, x, at + step);
      FloatVector v2 = FloatVector.fromArray(SPECIES, x, at + 2 * step);
      FloatVector v3 = FloatVector.fromArray(SPECIES, x, at + 3 * step);
      FloatVector v4 = FloatVector.fromArray(SPECIES, x, at + 4 * step);
      FloatVector v5 = FloatVector.fromArray(SPECIES, x, at + 5 * step);
      FloatVector evenP = v1.add(v2);
      FloatVector oddP = v1.sub(v2).mul(P);
      FloatVector evenQ = v3.add(v4);
      FloatVector oddQ = v3.sub(v4).mul(Q);
      int out = to + i * toNext;
      v0.mul(BOTH).intoArray(y, out);
      oddP.fma(minusQ2, oddQ.fma(minusP2, v5.mul(BOTH))).intoArray(y, out + toStep);
      evenP.fma(minusQ2, evenQ.fma(minusP2, v0.mul(-SUM))).intoArray(y, out + 2 * toStep);
      v5.fma(minusSum, oddP.add(oddQ)).intoArray(y, out + 3 * toStep);
      v0.add(evenP).add(evenQ).intoArray(y, out + 4 * toStep);
      v5.intoArray(y, out + 5 * toStep);
    }
  }

  /** Gᵀs, the gradients of the weights. */
  private static void weightGradientLines(
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
