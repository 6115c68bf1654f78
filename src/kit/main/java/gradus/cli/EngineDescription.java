package gradus.cli;

import gradus.tensor.Engines;
import gradus.tensor.Precision;

/** Says how the engine computes in the JVM that runs it: notebooks' JVMs have other flags. */
final class EngineDescription {
  private EngineDescription() {}

  /** Prints one line. */
  public static void main(String[] arguments) {
    System.out.println(Engines.describe(Precision.SINGLE));
  }
}
