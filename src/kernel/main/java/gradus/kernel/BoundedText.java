package gradus.kernel;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a cell prints, up to a length; what comes after is counted and thrown away. */
final class BoundedText {
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final int most;
  private long dropped;

  BoundedText(int most) {
    this.most = most;
  }

  /** A stream that takes the place of {@link System#out} or {@link System#err}. */
  PrintStream stream() {
    return new PrintStream(
        new OutputStream() {
          @Override
          public void write(int b) {
            append(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int from, int count) {
            append(bytes, from, count);
          }
        },
        true,
        StandardCharsets.UTF_8);
  }

  private synchronized void append(byte[] bytes, int from, int count) {
    int fits = Math.min(count, most - kept.size());
    kept.write(bytes, from, fits);
    dropped += count - fits;
  }

  @Override
  public synchronized String toString() {
    String text = kept.toString(StandardCharsets.UTF_8);
    return dropped == 0 ? text : text + "\n… and %,d bytes more".formatted(dropped);
  }
}
