package gradus.kernel;

import gradus.kernel.session.CellError;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Collects what cells print and sends it to Jupyter in a few large messages, in order. The names of
 * cells' classes in it are as the cells have them.
 *
 * <p>Jupyter drops messages that arrive too fast; so text is sent every 50 ms, or when there is
 * much of it.
 */
final class CellOutput {
  private static final System.Logger LOGGER = System.getLogger(CellOutput.class.getName());
  private static final int FLUSH_MILLISECONDS = 50;
  private static final int FLUSH_BYTES = 1 << 16;

  private final PerShell<Pending> shells = new PerShell<>(Pending::new);

  /** What the cells of a shell have printed and is not sent yet. */
  private static final class Pending {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean isError;
    private Optional<ShellReplyEnvironment> cell = Optional.empty();
  }

  CellOutput() {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("output").factory());
    var unused =
        timer.scheduleWithFixedDelay(
            this::flushAgain, FLUSH_MILLISECONDS, FLUSH_MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  /** The timer stops for good at the first exception; what could not be sent is sent later. */
  private void flushAgain() {
    try {
      flush();
    } catch (RuntimeException | OutOfMemoryError e) {
      LOGGER.log(System.Logger.Level.DEBUG, "output is sent later", e);
    }
  }

  /**
   * A stream that takes the place of {@link System#out} or {@link System#err}.
   *
   * @param traces what to print in place of a line, which may be one of a stack trace
   */
  PrintStream stream(boolean error, Function<Object, Optional<Object>> traces) {
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
        StandardCharsets.UTF_8) {
      /** Each line of a stack trace comes by this method. */
      @Override
      public void println(@Nullable Object printed) {
        traces.apply(printed == null ? "null" : printed).ifPresent(super::println);
      }

      /** A cell that closes its writer closes what it wraps; the next cell prints all the same. */
      @Override
      public void close() {
        flush();
      }
    };
  }

  /**
   * From now on all text of its shell belongs to this cell, also that of threads which outlive it.
   */
  synchronized void belongTo(ShellReplyEnvironment environment) {
    flush();
    shells.get().cell = Optional.of(environment);
  }

  private synchronized void append(byte[] bytes, int from, int count, boolean error) {
    Pending pending = shells.get();
    if (pending.cell.isEmpty()) { // a subshell for messages, on which no cell has run
      pending = shells.main();
    }
    if (error != pending.isError) {
      flush(pending);
      pending.isError = error;
    }
    pending.bytes.write(bytes, from, count);
    if (pending.bytes.size() >= FLUSH_BYTES) {
      flush(pending);
    }
  }

  /** Sends what was collected, up to the last complete character. */
  synchronized void flush() {
    shells.all().forEach(CellOutput::flush);
  }

  private static void flush(Pending pending) {
    if (pending.bytes.size() == 0 || pending.cell.isEmpty()) {
      return;
    }
    byte[] bytes = pending.bytes.toByteArray();
    int complete = completeCharacters(bytes);
    if (complete == 0) {
      return;
    }
    String text = CellError.withoutWrappers(new String(bytes, 0, complete, StandardCharsets.UTF_8));
    if (pending.isError) {
      pending.cell.get().writeToStdErr(text);
    } else {
      pending.cell.get().writeToStdOut(text);
    }
    pending.bytes.reset();
    pending.bytes.write(bytes, complete, bytes.length - complete);
  }

  /** The number of bytes before a UTF-8 character whose last bytes are still missing. */
  private static int completeCharacters(byte[] bytes) {
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
