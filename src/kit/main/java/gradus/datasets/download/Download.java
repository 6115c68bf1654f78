package gradus.datasets.download;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The fetching of one published file from the first of several sources that has it. */
final class Download {
  private final HttpClient client;
  private final Storage storage;
  private final Patience patience;
  private final DownloadProgress progress;

  Download(HttpClient client, Storage storage, Patience patience, DownloadProgress progress) {
    this.client = client;
    this.storage = storage;
    this.patience = patience;
    this.progress = progress;
  }

  /**
   * Fetches a file, going on where {@code part} ends, and verifies it.
   *
   * @param part what has come so far; afterwards the whole file, or nothing
   * @return the source that had it
   * @throws IOException naming every source and what was wrong with it
   */
  String fetch(PublishedFile file, List<String> mirrors, Path part)
      throws IOException, InterruptedException {
    progress.begin(file.name(), file.bytes());
    var complaints = new ArrayList<String>();
    try {
      for (String mirror : mirrors) {
        var address = URI.create(mirror + file.name());
        if (fetchFrom(address, file, part, complaints)) {
          return mirror;
        }
      }
    } finally {
      progress.end();
    }
    Files.deleteIfExists(part);
    throw new IOException(file.name() + " could not be fetched:\n" + String.join("\n", complaints));
  }

  private boolean fetchFrom(URI address, PublishedFile file, Path part, List<String> complaints)
      throws IOException, InterruptedException {
    long furthest = size(part);
    String complaint = "";
    for (int failures = 0; failures < patience.attempts(); ) {
      long before = size(part);
      try {
        transfer(address, file, part);
        file.verify(part);
        return true;
      } catch (WrongContentException e) {
        complaint = e.getMessage();
        Files.deleteIfExists(part);
        failures = before > 0 ? failures + 1 : patience.attempts();
      } catch (WritingException e) {
        throw new IOException(file.name() + " could not be written: " + e.getMessage(), e);
      } catch (IOException e) {
        complaint = explain(e);
        failures = size(part) > furthest ? 0 : failures + 1;
        furthest = Math.max(furthest, size(part));
        Thread.sleep(patience.pause().multipliedBy(1L << failures));
      }
    }
    complaints.add("  " + address + ": " + complaint);
    return false;
  }

  private void transfer(URI address, PublishedFile file, Path part)
      throws IOException, InterruptedException {
    if (size(part) == file.bytes()) {
      return;
    }
    long wanted = size(part) < file.bytes() ? size(part) : 0;
    try (var connection = HttpConnection.open(client, address, wanted, patience.stall());
        var guard = new StallGuard(connection, patience.stall())) {
      if (connection.end() >= 0 && connection.end() != file.bytes()) {
        throw new WrongContentException(
            "has %,d bytes, the published file has %,d".formatted(connection.end(), file.bytes()));
      }
      if (connection.start() == 0) {
        Files.deleteIfExists(part);
      }
      copy(connection, guard, file, part);
    }
  }

  private void copy(HttpConnection connection, StallGuard guard, PublishedFile file, Path part)
      throws IOException {
    byte[] buffer = new byte[1 << 16];
    long position = connection.start();
    try (OutputStream out = storage.append(part)) {
      for (int n; (n = read(connection, buffer, guard, position, file)) >= 0; ) {
        guard.sign();
        position += n;
        if (position > file.bytes()) {
          throw new WrongContentException(
              "is longer than the %,d bytes of the published file".formatted(file.bytes()));
        }
        write(out, buffer, n);
        progress.at(position);
      }
    }
    if (position < file.bytes()) {
      throw new IOException(brokenOff(position, file));
    }
  }

  private int read(
      HttpConnection connection, byte[] buffer, StallGuard guard, long position, PublishedFile file)
      throws IOException {
    try {
      return connection.body().read(buffer);
    } catch (IOException e) {
      String silence = ", then no byte for %,d s".formatted(patience.stall().toSeconds());
      throw new IOException(brokenOff(position, file) + (guard.stalled() ? silence : ""), e);
    }
  }

  private static String brokenOff(long position, PublishedFile file) {
    return "broke off after %,d of %,d bytes".formatted(position, file.bytes());
  }

  private static void write(OutputStream out, byte[] buffer, int count) throws WritingException {
    try {
      out.write(buffer, 0, count);
    } catch (IOException e) {
      throw new WritingException(e);
    }
  }

  /** The disk refuses; no other source can help. */
  private static final class WritingException extends IOException {
    private static final long serialVersionUID = 1;

    WritingException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private static String explain(IOException e) {
    return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }
}
