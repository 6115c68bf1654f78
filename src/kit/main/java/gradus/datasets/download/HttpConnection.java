package gradus.datasets.download;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The bytes of one address from some place on.
 *
 * @param start the place of the first byte that {@code body} gives; 0 if the source could not begin
 *     in the middle
 * @param end the size of the whole file as far as the source says, else −1
 */
record HttpConnection(long start, long end, InputStream body) implements Closeable {

  /**
   * Asks an http, https or file address for its bytes from {@code wanted} on.
   *
   * @throws WrongContentException if the source says that it has no such file
   */
  static HttpConnection open(HttpClient client, URI address, long wanted, Duration stall)
      throws IOException, InterruptedException {
    if ("file".equals(address.getScheme())) {
      return openFile(Path.of(address), wanted);
    }
    var request = HttpRequest.newBuilder(address).timeout(stall).header("User-Agent", "gradus");
    if (wanted > 0) {
      request.header("Range", "bytes=" + wanted + "-");
    }
    try {
      var response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      return accept(response, wanted);
    } catch (HttpTimeoutException e) {
      throw new IOException("no answer for " + stall.toSeconds() + " s", e);
    }
  }

  private static HttpConnection openFile(Path file, long wanted) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new WrongContentException("no such file");
    }
    InputStream in = Files.newInputStream(file);
    in.skipNBytes(Math.min(wanted, Files.size(file)));
    return new HttpConnection(wanted, Files.size(file), in);
  }

  private static HttpConnection accept(HttpResponse<InputStream> response, long wanted)
      throws IOException {
    int status = response.statusCode();
    String range = response.headers().firstValue("Content-Range").orElse("");
    long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
    if (status == 206 && range.startsWith("bytes " + wanted + "-")) {
      return new HttpConnection(wanted, length < 0 ? -1 : wanted + length, response.body());
    }
    if (status == 200) {
      return new HttpConnection(0, length, response.body());
    }
    response.body().close();
    String complaint = "the server answered with status " + status;
    throw status >= 500 ? new IOException(complaint) : new WrongContentException(complaint);
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
