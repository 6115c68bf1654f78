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
 * The kernel's sockets to Jupyter.
 *
 * <p>Unlike the library's connection it blocks until a request arrives instead of polling twenty
 * times a second, and sends what a cell has printed before anything that the cell shows afterwards.
 */
final class KernelConnection extends JupyterConnection {
  private static final System.Logger LOGGER = System.getLogger(KernelConnection.class.getName());

  private final KernelConnectionProperties ports;
  private final CellOutput output;
  private final BooleanSupplier failed;
  private final Memory memory;

  /** The requests that were waiting when a cell failed. Used by the shell's thread only. */
  private final List<Message<?>> waiting = new ArrayList<>();

  /** A connection that asks after each cell whether it failed, so that waiting ones are skipped. */
  KernelConnection(
      KernelConnectionProperties ports, CellOutput output, BooleanSupplier failed, Memory memory)
      throws NoSuchAlgorithmException, InvalidKeyException {
    super(ports);
    this.ports = ports;
    this.output = output;
    this.failed = failed;
    this.memory = memory;
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

  /** Handles one message; one that cannot be read, or whose signature is wrong, is skipped. */
  private void next(ShellChannel channel) {
    try {
      handle(channel, channel.readMessage());
    } catch (OutOfMemoryError e) {
      memory.exhausted();
    } catch (RuntimeException e) {
      LOGGER.log(System.Logger.Level.WARNING, "a message was skipped", e);
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
    } catch (OutOfMemoryError e) {
      memory.exhausted();
    } catch (RuntimeException | Error e) {
      // One request that cannot be answered must not end the kernel.
      LOGGER.log(
          System.Logger.Level.WARNING,
          "no answer to " + message.getHeader().getType().getName(),
          e);
    }
    environment.resolveDeferrals();
    if (channel == shell) {
      answerWaiting(failed.getAsBoolean());
    }
    if (environment.isMarkedForShutdown()) {
      // Exit at once, even if a cell still runs, so that a restart is quick.
      Thread.ofPlatform().start(KernelConnection::exit);
    }
  }

  /** Answers the requests that were sent before the front end could know of the failure. */
  private void answerWaiting(boolean failure) {
    List<Message<?>> messages = List.copyOf(waiting);
    waiting.clear();
    for (Message<?> message : messages) {
      if (failure && message.getContent() instanceof ExecuteRequest) {
        abort(message);
      } else {
        handle(shell, message);
      }
    }
  }

  private void collectWaiting() {
    while ((shell.getEvents() & ZMQ.Poller.POLLIN) != 0) {
      waiting.add(shell.readMessage());
    }
  }

  private void abort(Message<?> message) {
    ShellReplyEnvironment environment = prepareReplyEnv(shell, message);
    environment.setBusyDeferIdle();
    environment.reply(new Aborted());
    environment.resolveDeferrals();
  }

  private static void exit() {
    try {
      Thread.sleep(100); // ZeroMQ still has to send the reply
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(0);
  }

  @Override
  public ShellReplyEnvironment prepareReplyEnv(ShellChannel channel, MessageContext context) {
    return new ShellReplyEnvironment(channel, stdin, iopub, context) {
      @Override
      public void reply(Message<?> message) {
        super.reply(ReplyStatus.in(message));
      }

      @Override
      public void publish(Message<?> message) {
        String type = message.getHeader().getType().getName();
        if (!type.equals("stream")) {
          output.flush();
        }
        if (type.equals("error") && channel == shell) {
          collectWaiting();
        }
        super.publish(message);
      }
    };
  }
}
