package gradus.tensor;

import gradus.tensor.engine.DoubleEngine;
import gradus.tensor.engine.Engine;
import gradus.tensor.engine.FloatEngine;
import gradus.tensor.vector.VectorEngine;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.data.Matrix;

/**
 * The engines of this process, chosen once.
 *
 * <p>The fast one needs the module of the Vector API: {@code java
 * --add-modules=jdk.incubator.vector}. Where it is missing, or the property {@code gradus.engine}
 * is {@code plain}, EJML and plain loops take its place.
 */
public final class Engines {
  private static final Engine<DMatrixRMaj> DOUBLE = new DoubleEngine();
  private static final Engine<FMatrixRMaj> SINGLE = single();

  private Engines() {}

  /** How this machine computes in a precision, in a few words. */
  public static String describe(Precision precision) {
    return (precision == Precision.DOUBLE ? DOUBLE : SINGLE).describe();
  }

  /** The engine for a matrix and all others of its type. */
  @SuppressWarnings("unchecked") // every operand of a tensor's operation has its precision
  static Engine<Matrix> of(Matrix matrix) {
    return (Engine<Matrix>) (Engine<?>) (matrix instanceof DMatrixRMaj ? DOUBLE : SINGLE);
  }

  private static Engine<FMatrixRMaj> single() {
    boolean plain = System.getProperty("gradus.engine", "").equals("plain");
    return !plain && hasVectors() ? new VectorEngine() : new FloatEngine();
  }

  /** Looks for a class: the module may have been added after the start. */
  private static boolean hasVectors() {
    try {
      Class.forName("jdk.incubator.vector.FloatVector");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
