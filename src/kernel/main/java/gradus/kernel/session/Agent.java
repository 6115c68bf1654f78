package gradus.kernel.session;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Permission to change loaded classes, requested from the JVM when a class is first defined again.
 *
 * <p>An agent on the command line would have it from the start, but slows each start by half a
 * second: the JVM then ignores its archive and reads every class from the jars.
 */
public final class Agent {
  @SuppressWarnings("NonFinalStaticField") // the JVM passes it to a static method, once
  private static Optional<Instrumentation> instrumentation = Optional.empty();

  private Agent() {}

  /** Called by the JVM when the agent is loaded. */
  public static void agentmain(String arguments, Instrumentation granted) {
    instrumentation = Optional.of(granted);
  }

  /**
   * The means to change loaded classes, absent where the JVM refuses or the kernel is in no jar.
   */
  static Optional<Instrumentation> instrumentation() {
    if (instrumentation.isEmpty() && Files.isRegularFile(jar())) {
      try {
        VirtualMachine here = VirtualMachine.attach(Long.toString(ProcessHandle.current().pid()));
        here.loadAgent(jar().toString());
        here.detach();
      } catch (IOException
          | AttachNotSupportedException
          | AgentLoadException
          | AgentInitializationException e) {
        return Optional.empty();
      }
    }
    return instrumentation;
  }

  /** The kernel's own jar, or the folder of its classes. */
  public static Path jar() {
    try {
      return Path.of(Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the kernel's jar has no path", e);
    }
  }
}
