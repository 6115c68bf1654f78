package gradus.kernel;

import java.lang.instrument.Instrumentation;
import java.util.Optional;

/** Receives, before the kernel starts, the right to change classes that are loaded. */
public final class Agent {
  @SuppressWarnings("NonFinalStaticField") // the JVM hands it to a static method, once
  private static Optional<Instrumentation> instrumentation = Optional.empty();

  private Agent() {}

  /** Called by the JVM for {@code -javaagent}. */
  public static void premain(String arguments, Instrumentation granted) {
    instrumentation = Optional.of(granted);
  }

  /** The right to change loaded classes, if the kernel was started with the agent. */
  static Optional<Instrumentation> instrumentation() {
    return instrumentation;
  }
}
