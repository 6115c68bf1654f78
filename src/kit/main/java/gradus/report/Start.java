package gradus.report;

import gradus.layer.Initializer;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import java.util.function.BiFunction;

/**
 * How weights start, with its name.
 *
 * @param name as a table shows it
 * @param rule the initializer for a precision and a seed
 */
public record Start(String name, BiFunction<Precision, Seed, Initializer> rule) {
  /** Gaussian, √(2/n). */
  public static Start he() {
    return new Start("Gaussian √(2/n)", Initializer::he);
  }

  /** Gaussian, 1/√n. */
  public static Start lecun() {
    return new Start("Gaussian 1/√n", Initializer::lecun);
  }

  /** Uniform, after Glorot. */
  public static Start xavierUniform() {
    return new Start("Xavier uniform", Initializer::xavierUniform);
  }

  /** Gaussian with one deviation for all layers. */
  public static Start gaussian(double deviation) {
    return new Start(
        "Gaussian " + deviation,
        (precision, seed) -> Initializer.gaussian(precision, seed, deviation));
  }

  @Override
  public String toString() {
    return name;
  }
}
