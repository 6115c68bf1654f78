package gradus.kernel;

import java.util.Optional;

/**
 * Adds the JDK's Vector API, which is still an incubating module, to the running JVM.
 *
 * <p>On the command line, as {@code --add-modules}, it would cost each start more than a second: a
 * JVM with an incubating module loads the classes of its archive, but links none of them ahead of
 * time.
 */
final class VectorModule {
  private static final String NAME = "jdk.incubator.vector";

  /** What the JVM must be started with for {@link #load()}. */
  static final String PERMISSION = "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED";

  private VectorModule() {}

  /** Adds the module where it is missing; returns what the user should know if that fails. */
  static Optional<String> load() {
    if (ModuleLayer.boot().findModule(NAME).isPresent()) {
      return Optional.empty();
    }
    try {
      // What the JVM itself calls when an agent that is attached needs another module.
      Class.forName("jdk.internal.module.Modules")
          .getMethod("loadModule", String.class)
          .invoke(null, NAME);
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      return Optional.of(
          "This JDK (%s) does not let the kernel add the Vector API, so networks learn more slowly; set JDK_JAVA_OPTIONS=--add-modules=%s and restart the kernel"
              .formatted(Runtime.version(), NAME));
    }
  }
}
