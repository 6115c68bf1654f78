package gradus.kernel;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * A fault of JDK 25.0.0 to 25.0.2: the G1 collector may move arrays that native code has pinned.
 *
 * <p>Source: JDK-8377811, mended in 25.0.3. The kernel, the launcher and the grader name another
 * collector. What runs with G1 all the same prints the warning.
 */
public final class CollectorFault {
  private static final int MENDED_IN = 3;

  private CollectorFault() {}

  /** The warning, where this JVM has the fault. */
  public static Optional<String> warning() {
    boolean g1 =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(GarbageCollectorMXBean::getName)
            .anyMatch(name -> name.startsWith("G1"));
    return g1 ? warning(Runtime.version()) : Optional.empty();
  }

  /** The warning for a JDK of a version, should it run with G1. */
  public static Optional<String> warning(Runtime.Version version) {
    boolean faulty =
        version.feature() == 25 && version.interim() == 0 && version.update() < MENDED_IN;
    return faulty
        ? Optional.of(
            "JDK %s may damage arrays when it runs with the G1 collector (JDK-8377811); update it to 25.0.3, or start Java with -XX:+UseParallelGC"
                .formatted(version))
        : Optional.empty();
  }
}
