package gradus.kernel.debug;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.tools.attach.AttachNotSupportedException;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Objects;

/** This JVM, as its own debugger sees it. */
public final class Target {
  /**
   * The flag that lets a JVM be debugged later, see {@link Activation}. The agent insists on
   * launching a program when it is switched on; this one does nothing.
   */
  public static final String AGENT =
      "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:0,onthrow="
          + Activation.class.getName()
          + ",launch="
          + (File.separatorChar == '/' ? "true" : "cmd.exe /c rem");

  private Target() {}

  /** Whether this JVM was started with a debugging agent. */
  public static boolean isAvailable() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .anyMatch(flag -> flag.startsWith("-agentlib:jdwp"));
  }

  /**
   * Switches the agent on and connects to it. It accepts a single connection, so that from then on
   * nobody else can debug this process.
   *
   * @throws IOException if this JVM was started without such an agent
   */
  static VirtualMachine attach() throws IOException {
    try {
      throw new Activation();
    } catch (Activation heard) {
      return connect(address());
    }
  }

  private static String address() throws IOException {
    try {
      var here =
          com.sun.tools.attach.VirtualMachine.attach(Long.toString(ProcessHandle.current().pid()));
      String address = here.getAgentProperties().getProperty("sun.jdwp.listenerAddress", "");
      here.detach();
      if (address.isEmpty()) {
        throw new IOException(
            "this kernel cannot be debugged; choose the kernel \"Java with debugger\" instead");
      }
      return address.substring(address.lastIndexOf(':') + 1);
    } catch (AttachNotSupportedException e) {
      throw new IOException("this JVM does not let itself be debugged", e);
    }
  }

  private static VirtualMachine connect(String port) throws IOException {
    AttachingConnector sockets =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(connector -> connector.transport().name().equals("dt_socket"))
            .findFirst()
            .orElseThrow();
    Map<String, Connector.Argument> arguments = sockets.defaultArguments();
    Objects.requireNonNull(arguments.get("hostname")).setValue("127.0.0.1");
    Objects.requireNonNull(arguments.get("port")).setValue(port);
    try {
      return sockets.attach(arguments);
    } catch (IllegalConnectorArgumentsException e) {
      throw new IllegalStateException("the port is a number", e);
    }
  }
}
