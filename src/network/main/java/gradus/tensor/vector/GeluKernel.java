package gradus.tensor.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Gaussian error linear unit y = x·Φ(x) and its derivative Φ(x) + x·φ(x), a vector at a time.
 *
 * <p>With e = exp(−x²/2) and t = 1/(1 + 0.21·|x|), Φ(−|x|) = e·t·p(t) for a polynomial p of degree
 * 8. Its coefficients, and those of 2ᶠ for |f| ≤ ½, were fitted to the smallest relative errors,
 * 2e-8 and 2e-9; after rounding, y and the derivative are right to 4e-7. Vectors and single numbers
 * do the same operations in the same order, so their results are the same to the bit.
 */
final class GeluKernel {
  private static final VectorSpecies<Float> S = MicroKernel.SPECIES;
  private static final int L = MicroKernel.LANES;

  /** exp(−x²/2) = 2 to the power of this times x². */
  private static final float EXPONENT = -0.7213475f;

  /** Below this power of two, exp(−x²/2) stays as it is: small, and still a normal number. */
  private static final float LOWEST = -126;

  /** Added to a small number and subtracted again, it leaves the nearest whole number. */
  private static final float ROUNDING = 0x1.8p23f;

  private static final int EXPONENT_BIAS = 127;
  private static final int MANTISSA_BITS = 23;
  private static final float STEEPNESS = 0.21f;

  /** 1/√(2π). */
  private static final float DENSITY = 0.3989423f;

  private GeluKernel() {}

  /** out = x·Φ(x). */
  static void apply(float[] x, float[] out, int from, int to) {
    int i = from;
    for (; i <= to - L; i += L) {
      value(FloatVector.fromArray(S, x, i)).intoArray(out, i);
    }
    for (; i < to; i++) {
      out[i] = value(x[i]);
    }
  }

  /** out = dy·(Φ(x) + x·φ(x)). */
  static void applyGradient(float[] x, float[] dy, float[] out, int from, int to) {
    int i = from;
    for (; i <= to - L; i += L) {
      slope(FloatVector.fromArray(S, x, i)).mul(FloatVector.fromArray(S, dy, i)).intoArray(out, i);
    }
    for (; i < to; i++) {
      out[i] = slope(x[i]) * dy[i];
    }
  }

  static FloatVector value(FloatVector x) {
    return distribution(x, bell(x)).mul(x);
  }

  static float value(float x) {
    return distribution(x, bell(x)) * x;
  }

  static FloatVector slope(FloatVector x) {
    FloatVector e = bell(x);
    return x.mul(DENSITY).fma(e, distribution(x, e));
  }

  static float slope(float x) {
    float e = bell(x);
    return Math.fma(x * DENSITY, e, distribution(x, e));
  }

  /** Φ(x), where e = exp(−x²/2). */
  private static FloatVector distribution(FloatVector x, FloatVector e) {
    FloatVector one = FloatVector.broadcast(S, 1);
    FloatVector t = one.div(x.abs().fma(FloatVector.broadcast(S, STEEPNESS), one));
    FloatVector p = FloatVector.broadcast(S, -0.07165529f);
    p = p.fma(t, FloatVector.broadcast(S, 0.28358352f));
    p = p.fma(t, FloatVector.broadcast(S, -0.33024263f));
    p = p.fma(t, FloatVector.broadcast(S, 0.34938833f));
    p = p.fma(t, FloatVector.broadcast(S, -0.09391609f));
    p = p.fma(t, FloatVector.broadcast(S, 0.12486865f));
    p = p.fma(t, FloatVector.broadcast(S, 0.06919327f));
    p = p.fma(t, FloatVector.broadcast(S, 0.08506869f));
    p = p.fma(t, FloatVector.broadcast(S, 0.08371159f));
    FloatVector tail = p.mul(t).mul(e);
    return one.sub(tail).blend(tail, x.compare(VectorOperators.LT, 0));
  }

  private static float distribution(float x, float e) {
    float t = 1 / Math.fma(Math.abs(x), STEEPNESS, 1);
    float p = -0.07165529f;
    p = Math.fma(p, t, 0.28358352f);
    p = Math.fma(p, t, -0.33024263f);
    p = Math.fma(p, t, 0.34938833f);
    p = Math.fma(p, t, -0.09391609f);
    p = Math.fma(p, t, 0.12486865f);
    p = Math.fma(p, t, 0.06919327f);
    p = Math.fma(p, t, 0.08506869f);
    p = Math.fma(p, t, 0.08371159f);
    float tail = p * t * e;
    return x < 0 ? tail : 1 - tail;
  }

  /** exp(−x²/2) = 2ⁿ·2ᶠ, where n is a whole number and |f| ≤ ½. */
  private static FloatVector bell(FloatVector x) {
    FloatVector power = x.mul(x).mul(EXPONENT);
    power = power.blend(LOWEST, power.compare(VectorOperators.LT, LOWEST));
    FloatVector whole = power.add(ROUNDING).sub(ROUNDING);
    FloatVector f = power.sub(whole);
    FloatVector p = FloatVector.broadcast(S, 0.00015345811f);
    p = p.fma(f, FloatVector.broadcast(S, 0.0013399931f));
    p = p.fma(f, FloatVector.broadcast(S, 0.009618489f));
    p = p.fma(f, FloatVector.broadcast(S, 0.055503286f));
    p = p.fma(f, FloatVector.broadcast(S, 0.24022646f));
    p = p.fma(f, FloatVector.broadcast(S, 0.6931472f));
    p = p.fma(f, FloatVector.broadcast(S, 1));
    IntVector n = (IntVector) whole.convert(VectorOperators.F2I, 0);
    IntVector bits = n.add(EXPONENT_BIAS).lanewise(VectorOperators.LSHL, MANTISSA_BITS);
    return p.mul(bits.reinterpretAsFloats());
  }

  private static float bell(float x) {
    float power = x * x * EXPONENT;
    power = power < LOWEST ? LOWEST : power;
    float whole = power + ROUNDING - ROUNDING;
    float f = power - whole;
    float p = 0.00015345811f;
    p = Math.fma(p, f, 0.0013399931f);
    p = Math.fma(p, f, 0.009618489f);
    p = Math.fma(p, f, 0.055503286f);
    p = Math.fma(p, f, 0.24022646f);
    p = Math.fma(p, f, 0.6931472f);
    p = Math.fma(p, f, 1);
    return p * Float.intBitsToFloat(((int) whole + EXPONENT_BIAS) << MANTISSA_BITS);
  }
}
