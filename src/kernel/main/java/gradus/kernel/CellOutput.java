package gradus.kernel;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;

/**
 * What cells print, gathered for a moment and then sent as one message, so that thousands of lines
 * arrive, in order.
 *
 * <p>Jupyter drops messages when they come too fast; text that comes within 50 ms travels together.
 */
final class CellOutput {
  private static final int MILLISECONDS = 50;
  private static final int MOST_BYTES = 1 << 16;

  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private boolean pendingIsError;
  private Optional<ShellReplyEnvironment> cell = Optional.empty();

  CellOutput() {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("output").factory());
    var unused =
        timer.scheduleWithFixedDelay(
            this::flush, MILLISECONDS, MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  /** A stream that takes the place of {@link System#out} or {@link System#err}. */
  PrintStream stream(boolean error) {
    return new PrintStream(
        new OutputStream() {
          @Override
          public void write(int b) {
            append(new byte[] {(byte) b}, 0, 1, error);
          }

          @Override
          public void write(byte[] bytes, int from, int count) {
            append(bytes, from, count, error);
          }
        },
        false,
        StandardCharsets.UTF_8);
  }

  /**
   * From now on text belongs to this cell; text of threads that outlive their cell goes to the
   * latest.
   */
  synchronized void belongTo(ShellReplyEnvironment environment) {
    flush();
    cell = Optional.of(environment);
  }

  private synchronized void append(byte[] bytes, int from, int count, boolean error) {
    if (error != pendingIsError) {
      flush();
      pendingIsError = error;
    }
    pending.write(bytes, from, count);
    if (pending.size() >= MOST_BYTES) {
      flush();
    }
  }

  /** Sends what has gathered, up to the last whole character. */
  synchronized void flush() {
    if (pending.size() == 0 || cell.isEmpty()) {
      return;
    }
    byte[] bytes = pending.toByteArray();
    int whole = wholeCharacters(bytes);
    pending.reset();
    pending.write(bytes, whole, bytes.length - whole);
    if (whole == 0) {
      return;
    }
    String text = new String(bytes, 0, whole, StandardCharsets.UTF_8);
    if (pendingIsError) {
      cell.get().writeToStdErr(text);
    } else {
      cell.get().writeToStdOut(text);
    }
  }

  /** A character of UTF-8 whose bytes have not all come yet waits for them. */
  private static int wholeCharacters(byte[] bytes) {
    for (int back = 1; back <= Math.min(3, bytes.length); back++) {
      int lead = bytes[bytes.length - back] & 0xFF;
      if (lead >= 0xC0) {
        int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        return back < length ? bytes.length - back : bytes.length;
      }
      if (lead < 0x80) {
        return bytes.length;
      }
    }
    return bytes.length;
  }
}
