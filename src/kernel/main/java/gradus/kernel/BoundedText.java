package gradus.kernel;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The text that a cell prints, up to a number of bytes; the rest is counted and dropped. */
final class BoundedText extends OutputStream {
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final int limit;
  private long dropped;

  BoundedText(int limit) {
    this.limit = limit;
  }

  /** A stream that takes the place of {@link System#out} or {@link System#err}. */
  PrintStream stream() {
    return new PrintStream(this, true, StandardCharsets.UTF_8);
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int count) {
    int fits = Math.min(count, limit - kept.size());
    kept.write(bytes, from, fits);
    dropped += count - fits;
  }

  @Override
  public synchronized String toString() {
    String text = kept.toString(StandardCharsets.UTF_8);
    return dropped == 0 ? text : text + "\n… and %,d bytes more".formatted(dropped);
  }
}
