package gradus.datasets.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A local server of a folder's files that misbehaves as the address asks it to. */
final class MirrorServer implements AutoCloseable {
  private final Path folder;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<String> requests = new CopyOnWriteArrayList<>();

  MirrorServer(Path folder) throws IOException {
    this.folder = folder;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** The address of a mirror: good, truncated-once, wrong, stalled, … */
  String mirror(String behaviour) {
    return "http://localhost:" + server.getAddress().getPort() + "/" + behaviour + "/";
  }

  /** What was asked for: the path, and the range if there was one. */
  List<String> requests() {
    return requests;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String range = String.valueOf(exchange.getRequestHeaders().getFirst("Range"));
    requests.add(path + " " + range);
    String behaviour = path.split("/")[1];
    String name = path.substring(path.lastIndexOf('/') + 1);
    try (exchange) {
      byte[] file = Files.readAllBytes(folder.resolve(name));
      switch (behaviour) {
        case "good" -> send(exchange, range, file, file.length);
        case "without-range" -> send(exchange, "null", file, file.length);
        case "truncated-once" ->
            send(exchange, range, file, range.equals("null") ? file.length / 2 : file.length);
        case "truncated" -> send(exchange, "null", file, file.length / 2);
        case "wrong" -> send(exchange, range, changed(file), file.length);
        case "long" -> send(exchange, range, Arrays.copyOf(file, file.length + 1), file.length + 1);
        case "endless" -> pour(exchange);
        case "stalled" -> stall(exchange, file);
        case "silent" -> await();
        case "busy" -> exchange.sendResponseHeaders(503, -1);
        case "redirected" -> redirect(exchange, "/good/" + name);
        case "redirected-in-circles" -> redirect(exchange, path);
        case "web-page" ->
            send(exchange, "null", "<html>Sign in</html>".getBytes(StandardCharsets.UTF_8), 20);
        default -> exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private static void send(HttpExchange exchange, String range, byte[] file, int end)
      throws IOException {
    int start = range.equals("null") ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    if (start > 0) {
      exchange
          .getResponseHeaders()
          .add("Content-Range", "bytes %d-%d/%d".formatted(start, file.length - 1, file.length));
    }
    exchange.sendResponseHeaders(start > 0 ? 206 : 200, file.length - start);
    OutputStream out = exchange.getResponseBody();
    out.write(file, start, end - start);
    out.flush();
  }

  private static void pour(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    for (int i = 0; i < 1_000; i++) {
      exchange.getResponseBody().write(new byte[1_000]);
    }
  }

  private void stall(HttpExchange exchange, byte[] file) throws IOException {
    exchange.sendResponseHeaders(200, file.length);
    exchange.getResponseBody().write(file, 0, file.length / 2);
    exchange.getResponseBody().flush();
    await();
  }

  private void await() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().add("Location", to);
    exchange.sendResponseHeaders(302, -1);
  }

  private static byte[] changed(byte[] file) {
    byte[] changed = file.clone();
    changed[file.length / 3] ^= 4;
    return changed;
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
