package gradus.kernel;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * Passes the messages of Jupyter's shell socket on to the main shell and the subshells, and their
 * replies back. A message names its subshell in its header.
 */
final class ShellRouter {
  private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);

  private final ZMQ.Context context = ZMQ.context(1);
  private final ZMQ.Socket front = context.socket(SocketType.ROUTER);
  private final ZMQ.Socket wake = context.socket(SocketType.PAIR);
  private final ZMQ.Socket woken = context.socket(SocketType.PAIR);
  private final Queue<Runnable> changes = new ConcurrentLinkedQueue<>();

  /** Used by the router's thread only. */
  private final Map<String, ZMQ.Socket> shells = new LinkedHashMap<>();

  /** A router without shells; the first one that is opened is the main shell. */
  ShellRouter() {
    woken.bind("inproc://wake");
    wake.connect("inproc://wake");
  }

  /** Passes on what arrives at an address of Jupyter; the main shell must be open. */
  void start(String address) {
    front.bind(address);
    Thread.ofPlatform().daemon().name("router").start(this::run);
  }

  /** Opens the channel of a shell. */
  ShellChannel open(String id, Function<ZMQ.Context, ShellChannel> channels) {
    ShellChannel channel = channels.apply(context);
    ZMQ.Socket socket = context.socket(SocketType.DEALER);
    String address = "inproc://shell-" + id;
    socket.setHWM(0);
    channel.setHWM(0);
    socket.bind(address);
    channel.connect(address);
    change(() -> shells.put(id, socket));
    return channel;
  }

  /**
   * Messages of this shell go to the main one from now on; its channel gets a last, invalid one.
   */
  void close(String id) {
    change(
        () -> {
          ZMQ.Socket socket = shells.remove(id);
          if (socket != null) {
            byte[] empty = "{}".getBytes(StandardCharsets.US_ASCII);
            send(socket, List.of(DELIMITER, new byte[0], empty, empty, empty, empty));
            socket.close();
          }
        });
  }

  private synchronized void change(Runnable change) {
    changes.add(change);
    wake.send(new byte[0]);
  }

  private void run() {
    while (true) {
      for (Runnable change = changes.poll(); change != null; change = changes.poll()) {
        change.run();
      }
      passOn(List.copyOf(shells.values()));
      woken.recv();
    }
  }

  /** Passes messages on until shells change: a new one must get the first message to it. */
  private void passOn(List<ZMQ.Socket> open) {
    try (ZMQ.Poller poller = context.poller(open.size() + 2)) {
      poller.register(woken, ZMQ.Poller.POLLIN);
      poller.register(front, ZMQ.Poller.POLLIN);
      open.forEach(socket -> poller.register(socket, ZMQ.Poller.POLLIN));
      while (true) {
        poller.poll();
        if (poller.pollin(0) || !changes.isEmpty()) {
          return;
        }
        if (poller.pollin(1)) {
          List<byte[]> message = receive(front);
          send(shell(message), message);
        }
        for (int i = 0; i < open.size(); i++) {
          if (poller.pollin(i + 2)) {
            send(front, receive(open.get(i)));
          }
        }
      }
    }
  }

  private ZMQ.Socket shell(List<byte[]> message) {
    ZMQ.Socket main = shells.values().iterator().next();
    return shells.getOrDefault(subshell(message), main);
  }

  /** The id in the header, empty if there is none or it cannot be read. */
  private static String subshell(List<byte[]> message) {
    int header = 0;
    while (header < message.size() && !Arrays.equals(message.get(header), DELIMITER)) {
      header++;
    }
    header += 2; // the signature is between them
    try {
      JsonObject json =
          JsonParser.parseString(new String(message.get(header), StandardCharsets.UTF_8))
              .getAsJsonObject();
      JsonElement id = json.get("subshell_id");
      return id == null || id.isJsonNull() ? PerShell.MAIN : id.getAsString();
    } catch (RuntimeException e) {
      return PerShell.MAIN;
    }
  }

  private static List<byte[]> receive(ZMQ.Socket socket) {
    List<byte[]> frames = new ArrayList<>();
    do {
      frames.add(socket.recv());
    } while (socket.hasReceiveMore());
    return frames;
  }

  private static void send(ZMQ.Socket socket, List<byte[]> frames) {
    for (int i = 0; i < frames.size(); i++) {
      socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
    }
  }
}
