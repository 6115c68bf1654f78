package gradus.kernel;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.zeromq.ZMQ;

/**
 * The kernel's end of the wires to Jupyter.
 *
 * <p>It waits for requests instead of looking for them twenty times a second, and sends what a cell
 * has printed before anything that the cell shows afterwards.
 */
final class KernelConnection extends JupyterConnection {
  private static final System.Logger LOGGER = System.getLogger(KernelConnection.class.getName());

  private final KernelConnectionProperties ports;
  private final CellOutput output;
  private final BooleanSupplier failed;

  /** What lay waiting when a cell's error was about to go out; only the shell's thread asks. */
  private final List<Message<?>> sentBefore = new ArrayList<>();

  /**
   * A connection that asks after each cell whether those that wait behind it are to be left out.
   */
  KernelConnection(KernelConnectionProperties ports, CellOutput output, BooleanSupplier failed)
      throws NoSuchAlgorithmException, InvalidKeyException {
    super(ports);
    this.ports = ports;
    this.output = output;
    this.failed = failed;
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
    } catch (RuntimeException | Error e) {
      // One request that cannot be answered must not leave the notebook without a kernel.
      LOGGER.log(
          System.Logger.Level.WARNING,
          "no answer to " + message.getHeader().getType().getName(),
          e);
    }
    environment.resolveDeferrals();
    if (channel == shell) {
      answerWhatWasSentBefore(failed.getAsBoolean());
    }
    if (environment.isMarkedForShutdown()) {
      // Leave at once, as a learner expects of a restart, also if a cell still runs; ZeroMQ needs a
      // moment to send.
      Thread.ofPlatform().start(KernelConnection::exit);
    }
  }

  /** Passes over the cells that were sent before their sender could know that one would fail. */
  private void answerWhatWasSentBefore(boolean failure) {
    List<Message<?>> waiting = List.copyOf(sentBefore);
    sentBefore.clear();
    for (Message<?> message : waiting) {
      if (failure) {
        passOver(shell, message);
      } else {
        handle(shell, message);
      }
    }
  }

  private void noteWhatWasSentBefore() {
    while ((shell.getEvents() & ZMQ.Poller.POLLIN) != 0) {
      sentBefore.add(shell.readMessage());
    }
  }

  private void passOver(ShellChannel channel, Message<?> message) {
    if (!(message.getContent() instanceof ExecuteRequest)) {
      handle(channel, message);
      return;
    }
    ShellReplyEnvironment environment = prepareReplyEnv(channel, message);
    environment.setBusyDeferIdle();
    environment.reply(new Aborted());
    environment.resolveDeferrals();
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
        String type = message.getHeader().getType().getName();
        if (!type.equals("stream")) {
          output.flush();
        }
        if (type.equals("error") && channel == shell) {
          noteWhatWasSentBefore();
        }
        super.publish(message);
      }
    };
  }
}
