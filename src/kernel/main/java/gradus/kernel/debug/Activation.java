package gradus.kernel.debug;

/**
 * Thrown once, to switch the JVM's debugging agent on: until then the agent, which can be loaded at
 * the start of the JVM only, waits for this exception and does nothing.
 */
final class Activation extends Exception {
  private static final long serialVersionUID = 1;

  Activation() {
    super("the debugger starts", null, false, false);
  }
}
