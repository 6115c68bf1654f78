package gradus.tensor.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The transforms of {@link Winograd}, for a vector of channels or filters at a time; with fewer
 * than a whole vector left, the last one overlaps the one before it.
 *
 * <pre>
 *        1  0 −1  0          1   0   0
 *  Bᵀ =  0  1  1  0    G =   ½   ½   ½    Aᵀ =  1  1  1  0
 *        0 −1  1  0          ½  −½   ½          0  1 −1 −1
 *        0  1  0 −1          0   0   1
 * </pre>
 *
 * <p>A tile d of 4×4 pixels becomes BᵀdB, a filter g of 3×3 becomes GgGᵀ; the product of both,
 * place by place, is m, and AᵀmA are the 2×2 outputs. The gradient of the weights is the same
 * backwards: a gradient e of 2×2 outputs becomes AeAᵀ, and the sum s of its products with the tiles
 * GᵀsG.
 *
 * <p>Numbers of one place in a tile stand a plane apart from those of the next.
 */
final class WinogradTransforms {
  private static final VectorSpecies<Float> SPECIES = MicroKernel.SPECIES;
  private static final int LANES = MicroKernel.LANES;

  private WinogradTransforms() {}

  private static FloatVector load(float[] x, int at) {
    return FloatVector.fromArray(SPECIES, x, at);
  }

  /** BᵀdB. */
  static void inputs(
      float[] d, int from, int rowStep, int channels, float[] out, int to, int plane) {
    for (int c = 0; c < channels; c += LANES) {
      int k = Math.min(c, channels - LANES);
      // d·B, row by row
      int at = from + k;
      FloatVector d0 = load(d, at);
      FloatVector d1 = load(d, at + channels);
      FloatVector d2 = load(d, at + 2 * channels);
      FloatVector d3 = load(d, at + 3 * channels);
      FloatVector a0 = d0.sub(d2);
      FloatVector a1 = d1.add(d2);
      FloatVector a2 = d2.sub(d1);
      FloatVector a3 = d1.sub(d3);
      at += rowStep;
      d0 = load(d, at);
      d1 = load(d, at + channels);
      d2 = load(d, at + 2 * channels);
      d3 = load(d, at + 3 * channels);
      FloatVector b0 = d0.sub(d2);
      FloatVector b1 = d1.add(d2);
      FloatVector b2 = d2.sub(d1);
      FloatVector b3 = d1.sub(d3);
      at += rowStep;
      d0 = load(d, at);
      d1 = load(d, at + channels);
      d2 = load(d, at + 2 * channels);
      d3 = load(d, at + 3 * channels);
      FloatVector c0 = d0.sub(d2);
      FloatVector c1 = d1.add(d2);
      FloatVector c2 = d2.sub(d1);
      FloatVector c3 = d1.sub(d3);
      at += rowStep;
      d0 = load(d, at);
      d1 = load(d, at + channels);
      d2 = load(d, at + 2 * channels);
      d3 = load(d, at + 3 * channels);
      // Bᵀ·that, column by column
      int place = to + k;
      a0.sub(c0).intoArray(out, place);
      a1.sub(c1).intoArray(out, place + plane);
      a2.sub(c2).intoArray(out, place + 2 * plane);
      a3.sub(c3).intoArray(out, place + 3 * plane);
      place += 4 * plane;
      b0.add(c0).intoArray(out, place);
      b1.add(c1).intoArray(out, place + plane);
      b2.add(c2).intoArray(out, place + 2 * plane);
      b3.add(c3).intoArray(out, place + 3 * plane);
      place += 4 * plane;
      c0.sub(b0).intoArray(out, place);
      c1.sub(b1).intoArray(out, place + plane);
      c2.sub(b2).intoArray(out, place + 2 * plane);
      c3.sub(b3).intoArray(out, place + 3 * plane);
      place += 4 * plane;
      b0.sub(d0.sub(d2)).intoArray(out, place);
      b1.sub(d1.add(d2)).intoArray(out, place + plane);
      b2.sub(d2.sub(d1)).intoArray(out, place + 2 * plane);
      b3.sub(d1.sub(d3)).intoArray(out, place + 3 * plane);
    }
  }

  /** AᵀmA + bias, of which the right column and the lower row may be outside of the output. */
  static void outputs(
      float[] m,
      int from,
      int plane,
      float[] bias,
      int filters,
      float[] out,
      int to,
      int rowStep,
      boolean right,
      boolean below) {
    for (int f = 0; f < filters; f += LANES) {
      int k = Math.min(f, filters - LANES);
      int at = from + k;
      // row 0 belongs to the upper outputs, rows 1 and 2 to both, row 3 to the lower ones
      FloatVector middle = load(m, at + plane);
      FloatVector third = load(m, at + 2 * plane);
      FloatVector upper0 = load(m, at).add(middle).add(third);
      FloatVector upper1 = middle.sub(third).sub(load(m, at + 3 * plane));
      at += 4 * plane;
      middle = load(m, at + plane);
      third = load(m, at + 2 * plane);
      FloatVector row0 = load(m, at).add(middle).add(third);
      FloatVector row1 = middle.sub(third).sub(load(m, at + 3 * plane));
      upper0 = upper0.add(row0);
      upper1 = upper1.add(row1);
      FloatVector lower0 = row0;
      FloatVector lower1 = row1;
      at += 4 * plane;
      middle = load(m, at + plane);
      third = load(m, at + 2 * plane);
      row0 = load(m, at).add(middle).add(third);
      row1 = middle.sub(third).sub(load(m, at + 3 * plane));
      upper0 = upper0.add(row0);
      upper1 = upper1.add(row1);
      lower0 = lower0.sub(row0);
      lower1 = lower1.sub(row1);
      at += 4 * plane;
      middle = load(m, at + plane);
      third = load(m, at + 2 * plane);
      lower0 = lower0.sub(load(m, at).add(middle).add(third));
      lower1 = lower1.sub(middle.sub(third).sub(load(m, at + 3 * plane)));
      FloatVector start = load(bias, k);
      upper0.add(start).intoArray(out, to + k);
      if (right) {
        upper1.add(start).intoArray(out, to + k + filters);
      }
      if (below) {
        lower0.add(start).intoArray(out, to + k + rowStep);
        if (right) {
          lower1.add(start).intoArray(out, to + k + rowStep + filters);
        }
      }
    }
  }

  /** AeAᵀ, where what is outside of the output is 0. */
  static void gradients(
      float[] e,
      int from,
      int rowStep,
      int columnStep,
      boolean right,
      boolean below,
      int filters,
      float[] out,
      int to,
      int plane) {
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int f = 0; f < filters; f += LANES) {
      int k = Math.min(f, filters - LANES);
      int at = from + k;
      FloatVector e0 = load(e, at);
      FloatVector e1 = right ? load(e, at + columnStep) : zero;
      FloatVector e2 = below ? load(e, at + rowStep) : zero;
      FloatVector e3 = right && below ? load(e, at + rowStep + columnStep) : zero;
      int place = to + k;
      intoRow(e0, e1, out, place, plane);
      intoRow(e0.add(e2), e1.add(e3), out, place + 4 * plane, plane);
      intoRow(e0.sub(e2), e1.sub(e3), out, place + 8 * plane, plane);
      intoRow(e2.neg(), e3.neg(), out, place + 12 * plane, plane);
    }
  }

  private static void intoRow(FloatVector r0, FloatVector r1, float[] out, int place, int plane) {
    r0.intoArray(out, place);
    r0.add(r1).intoArray(out, place + plane);
    r0.sub(r1).intoArray(out, place + 2 * plane);
    r1.neg().intoArray(out, place + 3 * plane);
  }

  /** GgGᵀ for the filters of one channel; from one tap or place to the next is a step. */
  static void weights(float[] g, int from, int step, int filters, float[] out, int to) {
    for (int f = 0; f < filters; f += LANES) {
      int k = Math.min(f, filters - LANES);
      int tap = from + k;
      FloatVector upper0 = load(g, tap);
      FloatVector upper1 = load(g, tap + step);
      FloatVector upper2 = load(g, tap + 2 * step);
      FloatVector half0 = load(g, tap + 3 * step).mul(0.5f);
      FloatVector half1 = load(g, tap + 4 * step).mul(0.5f);
      FloatVector half2 = load(g, tap + 5 * step).mul(0.5f);
      FloatVector lower0 = load(g, tap + 6 * step);
      FloatVector lower1 = load(g, tap + 7 * step);
      FloatVector lower2 = load(g, tap + 8 * step);
      FloatVector mean0 = upper0.add(lower0).mul(0.5f);
      FloatVector mean1 = upper1.add(lower1).mul(0.5f);
      FloatVector mean2 = upper2.add(lower2).mul(0.5f);
      int place = to + k;
      intoPlaces(upper0, upper1, upper2, out, place, step);
      place += 4 * step;
      intoPlaces(mean0.add(half0), mean1.add(half1), mean2.add(half2), out, place, step);
      place += 4 * step;
      intoPlaces(mean0.sub(half0), mean1.sub(half1), mean2.sub(half2), out, place, step);
      intoPlaces(lower0, lower1, lower2, out, place + 4 * step, step);
    }
  }

  private static void intoPlaces(
      FloatVector g0, FloatVector g1, FloatVector g2, float[] out, int place, int step) {
    FloatVector mean = g0.add(g2).mul(0.5f);
    FloatVector half = g1.mul(0.5f);
    g0.intoArray(out, place);
    mean.add(half).intoArray(out, place + step);
    mean.sub(half).intoArray(out, place + 2 * step);
    g2.intoArray(out, place + 3 * step);
  }

  /** GᵀsG for the filters of one channel; from one tap or place to the next is a step. */
  static void weightGradients(float[] s, int from, int step, int filters, float[] out, int to) {
    for (int f = 0; f < filters; f += LANES) {
      int k = Math.min(f, filters - LANES);
      // Gᵀ·s, column by column
      int at = from + k;
      int row = 4 * step;
      FloatVector upper0 = load(s, at);
      FloatVector second0 = load(s, at + row).mul(0.5f);
      FloatVector third0 = load(s, at + 2 * row).mul(0.5f);
      FloatVector lower0 = load(s, at + 3 * row);
      FloatVector mean0 = second0.add(third0);
      at += step;
      FloatVector upper1 = load(s, at);
      FloatVector second1 = load(s, at + row).mul(0.5f);
      FloatVector third1 = load(s, at + 2 * row).mul(0.5f);
      FloatVector lower1 = load(s, at + 3 * row);
      FloatVector mean1 = second1.add(third1);
      at += step;
      FloatVector upper2 = load(s, at);
      FloatVector second2 = load(s, at + row).mul(0.5f);
      FloatVector third2 = load(s, at + 2 * row).mul(0.5f);
      FloatVector lower2 = load(s, at + 3 * row);
      FloatVector mean2 = second2.add(third2);
      at += step;
      FloatVector upper3 = load(s, at);
      FloatVector second3 = load(s, at + row).mul(0.5f);
      FloatVector third3 = load(s, at + 2 * row).mul(0.5f);
      FloatVector lower3 = load(s, at + 3 * row);
      FloatVector mean3 = second3.add(third3);
      // that·G, row by row
      int tap = to + k;
      intoTaps(
          upper0.add(mean0),
          upper1.add(mean1),
          upper2.add(mean2),
          upper3.add(mean3),
          out,
          tap,
          step);
      tap += 3 * step;
      intoTaps(
          second0.sub(third0),
          second1.sub(third1),
          second2.sub(third2),
          second3.sub(third3),
          out,
          tap,
          step);
      tap += 3 * step;
      intoTaps(
          mean0.add(lower0),
          mean1.add(lower1),
          mean2.add(lower2),
          mean3.add(lower3),
          out,
          tap,
          step);
    }
  }

  private static void intoTaps(
      FloatVector r0,
      FloatVector r1,
      FloatVector r2,
      FloatVector r3,
      float[] out,
      int tap,
      int step) {
    FloatVector second = r1.mul(0.5f);
    FloatVector third = r2.mul(0.5f);
    FloatVector mean = second.add(third);
    r0.add(mean).intoArray(out, tap);
    second.sub(third).intoArray(out, tap + step);
    mean.add(r3).intoArray(out, tap + 2 * step);
  }
}
