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
public record InitScheme(String name, BiFunction<Precision, Seed, Initializer> rule) {
  /** Gaussian, √(2/n). */
  public static InitScheme he() {
    return new InitScheme("Gaussian √(2/n)", Initializer::he);
  }

  /** Gaussian, 1/√n. */
  public static InitScheme lecun() {
    return new InitScheme("Gaussian 1/√n", Initializer::lecun);
  }

  /** Uniform, after Glorot. */
  public static InitScheme xavierUniform() {
    return new InitScheme("Xavier uniform", Initializer::xavierUniform);
  }

  /** Gaussian with one deviation for all layers. */
  public static InitScheme gaussian(double deviation) {
    return new InitScheme(
        "Gaussian " + deviation,
        (precision, seed) -> Initializer.gaussian(precision, seed, deviation));
  }

  @Override
  public String toString() {
    return name;
  }
}
