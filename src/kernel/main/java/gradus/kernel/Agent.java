package gradus.kernel;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.Optional;

/**
 * The right to change classes that are loaded, asked of the JVM when a class is first run again.
 *
 * <p>An agent on the command line would give it, too, but costs every start half a second: the JVM
 * then reads each class that its archive holds from the jars again.
 */
public final class Agent {
  @SuppressWarnings("NonFinalStaticField") // the JVM hands it to a static method, once
  private static Optional<Instrumentation> instrumentation = Optional.empty();

  private Agent() {}

  /** Called by the JVM when the agent is loaded. */
  public static void agentmain(String arguments, Instrumentation granted) {
    instrumentation = Optional.of(granted);
  }

  /** The right to change loaded classes, where the JVM grants it. */
  static Optional<Instrumentation> instrumentation() {
    if (instrumentation.isEmpty()) {
      try {
        VirtualMachine here = VirtualMachine.attach(Long.toString(ProcessHandle.current().pid()));
        here.loadAgent(KernelSpec.home().toString());
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
}
