package gradus.kernel;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.zeromq.ZMQ;

/**
 * The kernel's end of the wires to Jupyter.
 *
 * <p>It waits for requests instead of looking for them twenty times a second, and sends what a cell
 * has printed before anything that the cell shows afterwards.
 */
final class Connection extends JupyterConnection {
  private static final System.Logger LOGGER = System.getLogger(Connection.class.getName());

  private final KernelConnectionProperties ports;
  private final CellOutput output;
  private final Runnable nothingWaits;

  /**
   * A connection that calls {@code nothingWaits} whenever all cells that were sent are answered.
   */
  Connection(KernelConnectionProperties ports, CellOutput output, Runnable nothingWaits)
      throws NoSuchAlgorithmException, InvalidKeyException {
    super(ports);
    this.ports = ports;
    this.output = output;
    this.nothingWaits = nothingWaits;
  }

  @Override
  public void connect() {
    heartbeat.bind(ports);
    stdin.bind(ports);
    iopub.bind(ports);
    serve("shell", shell, ports.getShellPort());
    serve("control", control, ports.getControlPort());
  }

  private void serve(String name, ShellChannel channel, int port) {
    channel.bind("%s://%s:%d".formatted(ports.getTransport(), ports.getIp(), port));
    Thread.ofPlatform()
        .name(name)
        .start(
            () -> {
              while (true) {
                next(channel);
              }
            });
  }

  /** A message that cannot be read, or whose signature is wrong, is left out. */
  private void next(ShellChannel channel) {
    try {
      if (channel == shell && (channel.getEvents() & ZMQ.Poller.POLLIN) == 0) {
        nothingWaits.run();
      }
      handle(channel, channel.readMessage());
    } catch (RuntimeException e) {
      LOGGER.log(System.Logger.Level.WARNING, "a message was left out", e);
    }
  }

  @SuppressWarnings({
    "unchecked",
    "rawtypes"
  }) // the library finds a handler by the message's own type
  private void handle(ShellChannel channel, Message<?> message) {
    ShellHandler handler = getHandler(message.getHeader().getType());
    if (handler == null) {
      return;
    }
    ShellReplyEnvironment environment = prepareReplyEnv(channel, message);
    try {
      handler.handle(environment, message);
    } catch (RuntimeException e) {
      // One request that cannot be answered must not leave the notebook without a kernel.
      LOGGER.log(
          System.Logger.Level.WARNING,
          "no answer to " + message.getHeader().getType().getName(),
          e);
    } finally {
      environment.resolveDeferrals();
    }
    if (environment.isMarkedForShutdown()) {
      // Leave at once, as a learner expects of a restart, also if a cell still runs; ZeroMQ needs a
      // moment to send.
      Thread.ofPlatform().start(Connection::exit);
    }
  }

  private static void exit() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(0);
  }

  @Override
  public ShellReplyEnvironment prepareReplyEnv(ShellChannel channel, MessageContext context) {
    return new ShellReplyEnvironment(channel, stdin, iopub, context) {
      @Override
      public void publish(Message<?> message) {
        if (!message.getHeader().getType().getName().equals("stream")) {
          output.flush();
        }
        super.publish(message);
      }
    };
  }
}
