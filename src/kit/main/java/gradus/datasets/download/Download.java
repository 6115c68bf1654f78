package gradus.datasets.download;

import gradus.datasets.download.PublishedFile.MismatchException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLConnection;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fetches a published file from the first of several sources that has it. */
record Download(Disk disk, Patience patience, DownloadProgress progress) {
  private static final int MOST_REDIRECTS = 5;

  /**
   * How long to wait for a source.
   *
   * @param stall a connection without a byte for this long is broken
   * @param pause the wait before a source is asked again, doubled each time
   * @param attempts the number of attempts without a new byte after which a source is given up
   */
  record Patience(Duration stall, Duration pause, int attempts) {
    /** How long a server may take to accept a connection. */
    private static final Duration CONNECTION = Duration.ofSeconds(2);

    static final Patience USUAL = new Patience(Duration.ofSeconds(20), Duration.ofSeconds(1), 4);

    Duration connection() {
      return stall.compareTo(CONNECTION) < 0 ? stall : CONNECTION;
    }
  }

  /** A source that cannot be asked at all, as when the machine is offline. */
  private static final class UnreachableException extends IOException {
    private static final long serialVersionUID = 1;

    UnreachableException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Fetches a file, resuming where {@code part} ends, and verifies it.
   *
   * @param part what an earlier attempt left; afterwards the whole file, or absent
   * @return the source that had it
   * @throws IOException naming every source and what was wrong with it
   */
  String fetch(PublishedFile file, List<String> mirrors, Path part)
      throws IOException, InterruptedException {
    var complaints = new ArrayList<String>();
    progress.begin(file.name(), file.bytes());
    try {
      for (String mirror : mirrors) {
        var address = URI.create(mirror + file.name());
        String complaint = fetchFrom(address, file, part);
        if (complaint.isEmpty()) {
          return mirror;
        }
        complaints.add("  " + address + ": " + complaint);
      }
    } catch (UncheckedIOException e) {
      throw new IOException(file.name() + " could not be written: " + e.getMessage(), e);
    } finally {
      progress.end();
    }
    Files.deleteIfExists(part);
    throw new IOException(file.name() + " could not be fetched:\n" + String.join("\n", complaints));
  }

  /** Asks one source until it makes no progress; returns what was wrong, or an empty text. */
  private String fetchFrom(URI address, PublishedFile file, Path part)
      throws IOException, InterruptedException {
    String complaint = "";
    long furthest = size(part);
    for (int failures = 0; failures < patience.attempts(); ) {
      boolean resumed = size(part) > 0;
      try {
        complete(address, file, part);
        file.verify(part);
        return "";
      } catch (MismatchException e) {
        complaint = explain(e);
        Files.deleteIfExists(part);
        failures = resumed ? failures + 1 : patience.attempts();
      } catch (UnreachableException e) {
        complaint = explain(e);
        if (size(part) == 0) {
          return complaint; // nothing is lost by asking the next source at once
        }
        failures++;
        pause(failures);
      } catch (IOException e) {
        complaint = explain(e);
        failures = size(part) > furthest ? 0 : failures + 1;
        furthest = Math.max(furthest, size(part));
        pause(failures);
      }
    }
    return complaint;
  }

  /** Waits before the source is asked again; twice as long after each failure in a row. */
  private void pause(int failures) throws InterruptedException {
    if (failures < patience.attempts()) {
      Thread.sleep(patience.pause().multipliedBy(1L << Math.max(0, failures - 1)));
    }
  }

  private void complete(URI address, PublishedFile file, Path part) throws IOException {
    long here = size(part);
    if (here == file.bytes()) {
      return;
    }
    URLConnection connection = open(address, here < file.bytes() ? here : 0);
    String range = String.valueOf(connection.getHeaderField("Content-Range"));
    boolean resumes = range.startsWith("bytes " + here + "-");
    long start = resumes ? here : 0;
    try (InputStream in = connection.getInputStream()) {
      if (connection.getContentLengthLong() >= 0) {
        file.requireSize(start + connection.getContentLengthLong());
      }
      if (!resumes) {
        Files.deleteIfExists(part);
      }
      copy(in, start, file, part);
    }
  }

  /** Opens an http, https or file address, if possible at the position {@code wanted}. */
  private URLConnection open(URI address, long wanted) throws IOException {
    try {
      URI at = address;
      URLConnection connection = connect(at, wanted);
      for (int i = 0; i < MOST_REDIRECTS && isRedirect(connection); i++) {
        at = at.resolve(connection.getHeaderField("Location"));
        connection = connect(at, wanted);
      }
      int status = connection instanceof HttpURLConnection http ? http.getResponseCode() : 200;
      if (status == 200 || status == 206) {
        return connection;
      }
      String complaint = "the server answered with status " + status;
      throw status >= 500 ? new IOException(complaint) : new MismatchException(complaint);
    } catch (FileNotFoundException e) {
      throw new MismatchException("no such file");
    } catch (IllegalArgumentException e) {
      throw new MismatchException("redirects to no address: " + e.getMessage());
    } catch (SocketTimeoutException e) {
      throw new IOException("no answer for " + patience.stall().toSeconds() + " s", e);
    }
  }

  private URLConnection connect(URI address, long wanted) throws IOException {
    URLConnection connection = address.toURL().openConnection();
    connection.setConnectTimeout((int) patience.connection().toMillis());
    connection.setReadTimeout((int) patience.stall().toMillis());
    connection.setRequestProperty("User-Agent", "gradus");
    if (wanted > 0) {
      connection.setRequestProperty("Range", "bytes=" + wanted + "-");
    }
    if (connection instanceof HttpURLConnection http) {
      http.setInstanceFollowRedirects(false); // it would not follow from http to https
    }
    try {
      connection.connect();
    } catch (ConnectException | NoRouteToHostException | UnknownHostException e) {
      throw new UnreachableException("no connection: " + explain(e), e);
    } catch (SocketTimeoutException e) {
      throw new UnreachableException(
          "no answer for %.0f s".formatted(patience.connection().toMillis() / 1e3), e);
    }
    return connection;
  }

  private static boolean isRedirect(URLConnection connection) throws IOException {
    return connection instanceof HttpURLConnection http
        && http.getResponseCode() / 100 == 3
        && http.getHeaderField("Location") != null
        && !http.getHeaderField("Location").startsWith("file:");
  }

  private void copy(InputStream in, long start, PublishedFile file, Path part) throws IOException {
    long position = start;
    String cause = "";
    try (OutputStream out = disk.append(part)) {
      byte[] buffer = new byte[1 << 16];
      for (int n; (n = in.read(buffer)) >= 0; position += n) {
        if (position + n > file.bytes()) {
          throw new MismatchException(
              "is longer than the %,d bytes of the published file".formatted(file.bytes()));
        }
        write(out, buffer, n);
        progress.at(position + n);
      }
    } catch (MismatchException e) {
      throw e;
    } catch (SocketTimeoutException e) {
      cause = ", then no byte for %,d s".formatted(patience.stall().toSeconds());
    } catch (IOException e) {
      cause = ": " + e.getMessage();
    }
    if (position < file.bytes()) {
      throw new IOException(
          "broke off after %,d of %,d bytes%s".formatted(position, file.bytes(), cause));
    }
  }

  /** Errors of the disk are unchecked, since no other source can help. */
  private static void write(OutputStream out, byte[] buffer, int count) {
    try {
      out.write(buffer, 0, count);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static String explain(IOException e) {
    return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }
}
