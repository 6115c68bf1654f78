package gradus.kernel;

import com.google.gson.JsonObject;
import gradus.kernel.debug.Json;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.zeromq.ZMQ;

/**
 * The kernel's sockets to Jupyter.
 *
 * <p>Unlike the library's connection it blocks until a request arrives instead of polling twenty
 * times a second, and sends what a cell has printed before anything that the cell shows afterwards.
 * It has subshells: each runs cells on a thread of its own.
 */
final class KernelConnection extends JupyterConnection {
  private static final System.Logger LOGGER = System.getLogger(KernelConnection.class.getName());

  private final KernelConnectionProperties ports;
  private final CellOutput output;
  private final BooleanSupplier failed;
  private final Memory memory;

  private final HMACGenerator signatures;
  private final Set<String> subshells = new ConcurrentSkipListSet<>();

  /** The requests that were waiting when a cell failed. */
  private final PerShell<Deque<Message<?>>> waiting = new PerShell<>(ArrayDeque::new);

  /** A connection that asks after each cell whether it failed, so that waiting ones are skipped. */
  KernelConnection(
      KernelConnectionProperties ports, CellOutput output, BooleanSupplier failed, Memory memory)
      throws NoSuchAlgorithmException, InvalidKeyException {
    super(ports);
    this.ports = ports;
    this.output = output;
    this.failed = failed;
    signatures = ports.createHMACGenerator();
    this.memory = memory;
  }

  @Override
  public void connect() {
    heartbeat.bind(ports);
    stdin.bind(ports);
    iopub.bind(ports);
    ShellRouter router = new ShellRouter();
    subshells.add(PerShell.MAIN);
    serve(router, PerShell.MAIN);
    JsonMessages.answer(this, "create_subshell", unused -> createSubshell(router));
    JsonMessages.answer(this, "delete_subshell", m -> deleteSubshell(router, m.getContent()));
    JsonMessages.answer(this, "list_subshell", unused -> listSubshells());
    router.start(address(ports.getShellPort()));
    control.bind(address(ports.getControlPort()));
    Thread.ofPlatform()
        .name("control")
        .start(
            () -> {
              while (true) {
                next(control, PerShell.MAIN);
              }
            });
  }

  private String address(int port) {
    return "%s://%s:%d".formatted(ports.getTransport(), ports.getIp(), port);
  }

  /** Answers the messages of a shell, on a thread of its own, until the shell is deleted. */
  private void serve(ShellRouter router, String id) {
    ShellChannel channel =
        router.open(id, context -> new ShellChannel(context, signatures, false, this));
    Thread.ofPlatform()
        .name("shell")
        .start(
            () -> {
              PerShell.enter(id);
              while (subshells.contains(id)) {
                next(channel, id);
              }
              channel.close();
            });
  }

  private JsonObject createSubshell(ShellRouter router) {
    String id = UUID.randomUUID().toString();
    subshells.add(id);
    serve(router, id);
    return Json.of("status", "ok", "subshell_id", id);
  }

  private JsonObject deleteSubshell(ShellRouter router, JsonObject request) {
    String id = Json.text(request, "subshell_id");
    if (id.equals(PerShell.MAIN) || !subshells.remove(id)) {
      return Json.of(
          "status",
          "error",
          "ename",
          "UnknownSubshell",
          "evalue",
          "there is no subshell " + id,
          "traceback",
          Stream.of());
    }
    router.close(id);
    return Json.of("status", "ok");
  }

  private JsonObject listSubshells() {
    Stream<String> ids = subshells.stream().filter(id -> !id.equals(PerShell.MAIN));
    return Json.of("status", "ok", "subshell_id", ids);
  }

  /** Handles one message; one that cannot be read, or whose signature is wrong, is skipped. */
  private void next(ShellChannel channel, String shell) {
    try {
      handle(channel, channel.readMessage());
      if (channel != control) {
        answerWaiting(channel);
      }
    } catch (OutOfMemoryError e) {
      memory.exhausted();
    } catch (RuntimeException e) {
      if (subshells.contains(shell)) {
        LOGGER.log(System.Logger.Level.WARNING, "a message was skipped", e);
      }
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
    if (environment.isMarkedForShutdown()) {
      // Exit at once, even if a cell still runs, so that a restart is quick.
      Thread.ofPlatform().start(KernelConnection::exit);
    }
  }

  /** Answers the requests that were sent before the front end could know of the failure. */
  private void answerWaiting(ShellChannel channel) {
    Deque<Message<?>> messages = waiting.get();
    boolean failure = failed.getAsBoolean();
    while (!messages.isEmpty()) {
      Message<?> message = messages.removeFirst();
      if (failure && message.getContent() instanceof ExecuteRequest) {
        abort(channel, message);
      } else {
        handle(channel, message);
        failure |= failed.getAsBoolean();
      }
    }
  }

  private void collectWaiting(ShellChannel channel) {
    while ((channel.getEvents() & ZMQ.Poller.POLLIN) != 0) {
      try {
        waiting.get().add(channel.readMessage());
      } catch (RuntimeException e) {
        LOGGER.log(System.Logger.Level.WARNING, "a message was skipped", e);
      }
    }
  }

  private void abort(ShellChannel channel, Message<?> message) {
    ShellReplyEnvironment environment = prepareReplyEnv(channel, message);
    environment.setBusyDeferIdle();
    environment.reply(JsonMessages.about(message, "execute_reply", Json.of("status", "aborted")));
    environment.resolveDeferrals();
  }

  private static void exit() {
    try {
      Thread.sleep(100); // ZeroMQ still has to send the reply
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // Hooks may delete files or close a database, but not keep the kernel.
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              LockSupport.parkNanos(2_000_000_000L);
              Runtime.getRuntime().halt(0);
            });
    Runtime.getRuntime().exit(0);
  }

  @Override
  public ShellReplyEnvironment prepareReplyEnv(ShellChannel channel, MessageContext context) {
    return new ShellReplyEnvironment(channel, stdin, iopub, context) {
      @Override
      public void reply(Message<?> message) {
        super.reply(JsonMessages.withStatus(message));
      }

      @Override
      public void publish(Message<?> message) {
        String type = message.getHeader().getType().getName();
        if (!type.equals("stream")) {
          output.flush();
        }
        if (type.equals("error") && channel != control) {
          collectWaiting(channel);
        }
        super.publish(message);
      }

      @Override
      public String readFromStdIn(String prompt, boolean password) {
        synchronized (stdin) { // one shell at a time
          while ((stdin.getEvents() & ZMQ.Poller.POLLIN) != 0) {
            stdin.readMessage(); // the answer to a question that was interrupted
          }
          return stdin.getInput(channel == control ? context : sender(context), prompt, password);
        }
      }
    };
  }

  /** Who sent a message: after the router, which has passed it on, comes the front end. */
  @SuppressWarnings({"rawtypes", "unchecked"}) // only the identities and the header are read
  private static MessageContext sender(MessageContext message) {
    List<byte[]> all = message.getIdentities();
    return new Message(all.subList(1, all.size()), message.getHeader(), "");
  }
}
