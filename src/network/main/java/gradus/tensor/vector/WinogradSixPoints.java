package gradus.tensor.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What the transforms of six points have in common: the tiles, 6×6 pixels. That is more than there
 * are registers, so a tile goes through memory between its rows and its columns.
 *
 * <p>A filter and its outputs are polynomials, whose product is known by its values at six points.
 * Here these are 0, ±p, ±q and ∞, with p = ¾ and q = 3/2, whose powers are exact in binary. The
 * sums lose 1.4 to 2 times what those of the definition lose; with 0, ±1, ±2 and ∞ it is 3 to 4
 * times.
 *
 * <pre>
 *        p²q²   0    −p²−q²   0     1  0
 *         0   −pq²    −q²     p     1  0
 *  Bᵀ =   0    pq²    −q²    −p     1  0     P = 2p²(p² − q²)
 *         0   −p²q    −p²     q     1  0     Q = 2q²(q² − p²)
 *         0    p²q    −p²    −q     1  0
 *         0   p²q²     0   −p²−q²   0  1
 * </pre>
 *
 * <p>A method for lines transforms some of them, one after the other: the vectors of a line stand a
 * step apart, and the next line begins where {@code next} says; so rows and columns go the same
 * way.
 */
abstract class WinogradSixPoints implements WinogradTransforms {
  static final VectorSpecies<Float> SPECIES = MicroKernel.SPECIES;
  static final int LANES = MicroKernel.LANES;

  static final float P = 3f / 4;
  static final float Q = 3f / 2;
  static final float P2 = P * P;
  static final float Q2 = Q * Q;
  static final float BOTH = P2 * Q2;
  static final float OF_P = 1 / (2 * P2 * (P2 - Q2));
  static final float OF_Q = 1 / (2 * Q2 * (Q2 - P2));
  private static final float SUM = P2 + Q2;

  static final int SIDE = 6;
  static final int ROW = SIDE * LANES;

  /** Where the second of two arrays of a whole tile begins. */
  static final int RESULT = SIDE * ROW;

  /** Gg, of the weights of some lines. */
  abstract void weightLines(
      float[] x,
      int from,
      int step,
      int next,
      float[] y,
      int to,
      int toStep,
      int toNext,
      int lines);

  /** Gᵀs, the gradients of the weights of some lines. */
  abstract void weightGradientLines(
      float[] x,
      int from,
      int step,
      int next,
      float[] y,
      int to,
      int toStep,
      int toNext,
      int lines);

  @Override
  public final int side() {
    return SIDE;
  }

  @Override
  public final void inputs(float[] d, int from, int rowStep, WinogradTiles tiles, int tile) {
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
  public final void inputGradients(
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
  public final void weights(
      float[] g, int from, int step, int filters, float[] out, int to, int toStep) {
    int taps = taps();
    float[] near = near();
    for (int f = 0; f < filters; f += LANES) {
      int k = Math.min(f, filters - LANES);
      weightLines(g, from + k, taps * step, step, near, 0, taps * LANES, LANES, taps);
      weightLines(near, 0, LANES, taps * LANES, out, to + k, toStep, SIDE * toStep, SIDE);
    }
  }

  @Override
  public final void weightGradients(
      float[] s, int from, int step, int filters, float[] out, int to, int toStep) {
    int taps = taps();
    float[] near = near();
    for (int f = 0; f < filters; f += LANES) {
      int k = Math.min(f, filters - LANES);
      weightGradientLines(s, from + k, SIDE * step, step, near, 0, ROW, LANES, SIDE);
      weightGradientLines(near, 0, LANES, ROW, out, to + k, toStep, taps * toStep, taps);
    }
  }

  private int taps() {
    return SIDE - outputs() + 1;
  }

  static float[] near() {
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
}
