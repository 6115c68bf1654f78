package gradus.tensor.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * F(2×2, 3×3): two outputs of a row of three weights take four multiplications. A whole tile is in
 * registers at once.
 *
 * <pre>
 *        1  0 −1  0          1   0   0
 *  Bᵀ =  0  1  1  0    G =   ½   ½   ½    Aᵀ =  1  1  1  0
 *        0 −1  1  0          ½  −½   ½          0  1 −1 −1
 *        0  1  0 −1          0   0   1
 * </pre>
 */
final class WinogradF23 implements WinogradTransforms {
  private static final VectorSpecies<Float> SPECIES = MicroKernel.SPECIES;
  private static final int LANES = MicroKernel.LANES;

  private static final int SIDE = 4;
  private static final int TAPS = 3;

  static final WinogradTransforms INSTANCE = new WinogradF23();

  private WinogradF23() {}

  @Override
  public int outputs() {
    return 2;
  }

  @Override
  public int side() {
    return SIDE;
  }

  @Override
  public void inputs(float[] d, int from, int rowStep, WinogradTiles tiles, int tile) {
    int channels = tiles.channels();
    float[] out = tiles.data();
    int plane = tiles.columnStep();
    int row = tiles.rowStep();
    for (int c = 0; c < channels; c += LANES) {
      int k = Math.min(c, channels - LANES);
      // d·B, row by row
      int at = from + k;
      FloatVector d0 = FloatVector.fromArray(SPECIES, d, at);
      FloatVector d1 = FloatVector.fromArray(SPECIES, d, at + channels);
      FloatVector d2 = FloatVector.fromArray(SPECIES, d, at + 2 * channels);
      FloatVector d3 = FloatVector.fromArray(SPECIES, d, at + 3 * channels);
      FloatVector a0 = d0.sub(d2);
      FloatVector a1 = d1.add(d2);
      FloatVector a2 = d2.sub(d1);
      FloatVector a3 = d1.sub(d3);
      at += rowStep;
      d0 = FloatVector.fromArray(SPECIES, d, at);
      d1 = FloatVector.fromArray(SPECIES, d, at + channels);
      d2 = FloatVector.fromArray(SPECIES, d, at + 2 * channels);
      d3 = FloatVector.fromArray(SPECIES, d, at + 3 * channels);
      FloatVector b0 = d0.sub(d2);
      FloatVector b1 = d1.add(d2);
      FloatVector b2 = d2.sub(d1);
      FloatVector b3 = d1.sub(d3);
      at += rowStep;
      d0 = FloatVector.fromArray(SPECIES, d, at);
      d1 = FloatVector.fromArray(SPECIES, d, at + channels);
      d2 = FloatVector.fromArray(SPECIES, d, at + 2 * channels);
      d3 = FloatVector.fromArray(SPECIES, d, at + 3 * channels);
      FloatVector c0 = d0.sub(d2);
      FloatVector c1 = d1.add(d2);
      FloatVector c2 = d2.sub(d1);
      FloatVector c3 = d1.sub(d3);
      at += rowStep;
      d0 = FloatVector.fromArray(SPECIES, d, at);
      d1 = FloatVector.fromArray(SPECIES, d, at + channels);
      d2 = FloatVector.fromArray(SPECIES, d, at + 2 * channels);
      d3 = FloatVector.fromArray(SPECIES, d, at + 3 * channels);
      // Bᵀ·that, column by column
      int place = tiles.at(tile) + k;
      a0.sub(c0).intoArray(out, place);
      a1.sub(c1).intoArray(out, place + plane);
      a2.sub(c2).intoArray(out, place + 2 * plane);
      a3.sub(c3).intoArray(out, place + 3 * plane);
      place += row;
      b0.add(c0).intoArray(out, place);
      b1.add(c1).intoArray(out, place + plane);
      b2.add(c2).intoArray(out, place + 2 * plane);
      b3.add(c3).intoArray(out, place + 3 * plane);
      place += row;
      c0.sub(b0).intoArray(out, place);
      c1.sub(b1).intoArray(out, place + plane);
      c2.sub(b2).intoArray(out, place + 2 * plane);
      c3.sub(b3).intoArray(out, place + 3 * plane);
      place += row;
      b0.sub(d0.sub(d2)).intoArray(out, place);
      b1.sub(d1.add(d2)).intoArray(out, place + plane);
      b2.sub(d2.sub(d1)).intoArray(out, place + 2 * plane);
      b3.sub(d1.sub(d3)).intoArray(out, place + 3 * plane);
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
      int columns,
      int rows) {
    int filters = tiles.channels();
    float[] m = tiles.data();
    int plane = tiles.columnStep();
    int row = tiles.rowStep();
    for (int f = 0; f < filters; f += LANES) {
      int k = Math.min(f, filters - LANES);
      int at = tiles.at(tile) + k;
      // row 0 belongs to the upper outputs, rows 1 and 2 to both, row 3 to the lower ones
      FloatVector middle = FloatVector.fromArray(SPECIES, m, at + plane);
      FloatVector third = FloatVector.fromArray(SPECIES, m, at + 2 * plane);
      FloatVector upper0 = FloatVector.fromArray(SPECIES, m, at).add(middle).add(third);
      FloatVector upper1 = middle.sub(third).sub(FloatVector.fromArray(SPECIES, m, at + 3 * plane));
      at += row;
      middle = FloatVector.fromArray(SPECIES, m, at + plane);
      third = FloatVector.fromArray(SPECIES, m, at + 2 * plane);
      FloatVector row0 = FloatVector.fromArray(SPECIES, m, at).add(middle).add(third);
      FloatVector row1 = middle.sub(third).sub(FloatVector.fromArray(SPECIES, m, at + 3 * plane));
      upper0 = upper0.add(row0);
      upper1 = upper1.add(row1);
      FloatVector lower0 = row0;
      FloatVector lower1 = row1;
      at += row;
      middle = FloatVector.fromArray(SPECIES, m, at + plane);
      third = FloatVector.fromArray(SPECIES, m, at + 2 * plane);
      row0 = FloatVector.fromArray(SPECIES, m, at).add(middle).add(third);
      row1 = middle.sub(third).sub(FloatVector.fromArray(SPECIES, m, at + 3 * plane));
      upper0 = upper0.add(row0);
      upper1 = upper1.add(row1);
      lower0 = lower0.sub(row0);
      lower1 = lower1.sub(row1);
      at += row;
      middle = FloatVector.fromArray(SPECIES, m, at + plane);
      third = FloatVector.fromArray(SPECIES, m, at + 2 * plane);
      lower0 = lower0.sub(FloatVector.fromArray(SPECIES, m, at).add(middle).add(third));
      lower1 = lower1.sub(middle.sub(third).sub(FloatVector.fromArray(SPECIES, m, at + 3 * plane)));
      FloatVector start = FloatVector.fromArray(SPECIES, bias, k);
      upper0.add(start).intoArray(out, to + k);
      if (columns > 1) {
        upper1.add(start).intoArray(out, to + k + filters);
      }
      if (rows > 1) {
        lower0.add(start).intoArray(out, to + k + rowStep);
        if (columns > 1) {
          lower1.add(start).intoArray(out, to + k + rowStep + filters);
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
    int row = tiles.rowStep();
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int f = 0; f < filters; f += LANES) {
      int k = Math.min(f, filters - LANES);
      int at = from + k;
      FloatVector e0 = FloatVector.fromArray(SPECIES, e, at);
      FloatVector e1 = columns > 1 ? FloatVector.fromArray(SPECIES, e, at + columnStep) : zero;
      FloatVector e2 = rows > 1 ? FloatVector.fromArray(SPECIES, e, at + rowStep) : zero;
      FloatVector e3 =
          columns > 1 && rows > 1
              ? FloatVector.fromArray(SPECIES, e, at + rowStep + columnStep)
              : zero;
      int place = tiles.at(tile) + k;
      e0.intoArray(out, place);
      e0.add(e1).intoArray(out, place + plane);
      e0.sub(e1).intoArray(out, place + 2 * plane);
      e1.neg().intoArray(out, place + 3 * plane);
      FloatVector sum0 = e0.add(e2);
      FloatVector sum1 = e1.add(e3);
      place += row;
      sum0.intoArray(out, place);
      sum0.add(sum1).intoArray(out, place + plane);
      sum0.sub(sum1).intoArray(out, place + 2 * plane);
      sum1.neg().intoArray(out, place + 3 * plane);
      FloatVector difference0 = e0.sub(e2);
      FloatVector difference1 = e1.sub(e3);
      place += row;
      difference0.intoArray(out, place);
      difference0.add(difference1).intoArray(out, place + plane);
      difference0.sub(difference1).intoArray(out, place + 2 * plane);
      difference1.neg().intoArray(out, place + 3 * plane);
      FloatVector last0 = e2.neg();
      FloatVector last1 = e3.neg();
      place += row;
      last0.intoArray(out, place);
      last0.add(last1).intoArray(out, place + plane);
      last0.sub(last1).intoArray(out, place + 2 * plane);
      last1.neg().intoArray(out, place + 3 * plane);
    }
  }

  @Override
  public void weights(float[] g, int from, int step, int filters, float[] out, int to, int toStep) {
    float[] near = Scratch.TRANSFORM.atLeast(SIDE * SIDE * LANES);
    for (int f = 0; f < filters; f += LANES) {
      int k = Math.min(f, filters - LANES);
      for (int x = 0; x < TAPS; x++) {
        int tap = from + k + x * step;
        FloatVector g0 = FloatVector.fromArray(SPECIES, g, tap);
        FloatVector g2 = FloatVector.fromArray(SPECIES, g, tap + 2 * TAPS * step);
        FloatVector mean = g0.add(g2).mul(0.5f);
        FloatVector half = FloatVector.fromArray(SPECIES, g, tap + TAPS * step).mul(0.5f);
        g0.intoArray(near, x * LANES);
        mean.add(half).intoArray(near, (x + TAPS) * LANES);
        mean.sub(half).intoArray(near, (x + 2 * TAPS) * LANES);
        g2.intoArray(near, (x + 3 * TAPS) * LANES);
      }
      for (int y = 0; y < SIDE; y++) {
        int at = y * TAPS * LANES;
        FloatVector g0 = FloatVector.fromArray(SPECIES, near, at);
        FloatVector g2 = FloatVector.fromArray(SPECIES, near, at + 2 * LANES);
        FloatVector mean = g0.add(g2).mul(0.5f);
        FloatVector half = FloatVector.fromArray(SPECIES, near, at + LANES).mul(0.5f);
        int place = to + k + y * SIDE * toStep;
        g0.intoArray(out, place);
        mean.add(half).intoArray(out, place + toStep);
        mean.sub(half).intoArray(out, place + 2 * toStep);
        g2.intoArray(out, place + 3 * toStep);
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
    float[] v = tiles.data();
    int plane = tiles.columnStep();
    int row = tiles.rowStep();
    float[] near = Scratch.TRANSFORM.atLeast(SIDE * SIDE * LANES);
    for (int c = 0; c < channels; c += LANES) {
      int k = Math.min(c, channels - LANES);
      // Bᵀ is applied column by column, and what it gives row by row
      int at = tiles.at(tile) + k;
      for (int x = 0; x < SIDE; x++) {
        FloatVector v0 = FloatVector.fromArray(SPECIES, v, at);
        FloatVector v1 = FloatVector.fromArray(SPECIES, v, at + row);
        FloatVector v2 = FloatVector.fromArray(SPECIES, v, at + 2 * row);
        FloatVector v3 = FloatVector.fromArray(SPECIES, v, at + 3 * row);
        v0.intoArray(near, x * LANES);
        v1.sub(v2).add(v3).intoArray(near, (x + SIDE) * LANES);
        v1.add(v2).sub(v0).intoArray(near, (x + 2 * SIDE) * LANES);
        v3.neg().intoArray(near, (x + 3 * SIDE) * LANES);
        at += plane;
      }
      for (int y = 0; y < SIDE; y++) {
        int place = y * SIDE * LANES;
        FloatVector v0 = FloatVector.fromArray(SPECIES, near, place);
        FloatVector v1 = FloatVector.fromArray(SPECIES, near, place + LANES);
        FloatVector v2 = FloatVector.fromArray(SPECIES, near, place + 2 * LANES);
        FloatVector v3 = FloatVector.fromArray(SPECIES, near, place + 3 * LANES);
        v1.sub(v2).add(v3).intoArray(near, place + LANES);
        v1.add(v2).sub(v0).intoArray(near, place + 2 * LANES);
        v3.neg().intoArray(near, place + 3 * LANES);
      }
      WinogradTransforms.add(
          near,
          0,
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
  public void weightGradients(
      float[] s, int from, int step, int filters, float[] out, int to, int toStep) {
    float[] near = Scratch.TRANSFORM.atLeast(SIDE * SIDE * LANES);
    for (int f = 0; f < filters; f += LANES) {
      int k = Math.min(f, filters - LANES);
      for (int x = 0; x < SIDE; x++) {
        int at = from + k + x * step;
        FloatVector s1 = FloatVector.fromArray(SPECIES, s, at + SIDE * step).mul(0.5f);
        FloatVector s2 = FloatVector.fromArray(SPECIES, s, at + 2 * SIDE * step).mul(0.5f);
        FloatVector mean = s1.add(s2);
        FloatVector.fromArray(SPECIES, s, at).add(mean).intoArray(near, x * LANES);
        s1.sub(s2).intoArray(near, (x + SIDE) * LANES);
        mean.add(FloatVector.fromArray(SPECIES, s, at + 3 * SIDE * step))
            .intoArray(near, (x + 2 * SIDE) * LANES);
      }
      for (int y = 0; y < TAPS; y++) {
        int at = y * SIDE * LANES;
        FloatVector s1 = FloatVector.fromArray(SPECIES, near, at + LANES).mul(0.5f);
        FloatVector s2 = FloatVector.fromArray(SPECIES, near, at + 2 * LANES).mul(0.5f);
        FloatVector mean = s1.add(s2);
        int tap = to + k + y * TAPS * toStep;
        FloatVector.fromArray(SPECIES, near, at).add(mean).intoArray(out, tap);
        s1.sub(s2).intoArray(out, tap + toStep);
        mean.add(FloatVector.fromArray(SPECIES, near, at + 3 * LANES))
            .intoArray(out, tap + 2 * toStep);
      }
    }
  }
}
