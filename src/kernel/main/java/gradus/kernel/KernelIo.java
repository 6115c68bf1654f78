package gradus.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.messages.publish.PublishClearOutput;

/** Displays and standard input of the running cell. */
final class KernelIo extends JupyterIO {
  /** Why a cell that asks for input finds none. */
  static final String NO_INPUT =
      "the cell asks for input, but who runs this notebook cannot be asked: System.in is at its end";

  /** What the user types, with a note of who asks in vain. */
  final InputStream input = noticing(in);

  private volatile Optional<ShellReplyEnvironment> cell = Optional.empty();
  private boolean enabled;
  private boolean refused;

  KernelIo() {
    super(StandardCharsets.UTF_8);
  }

  /**
   * From now on displays and requests for input belong to this cell, also those of threads that
   * outlive it. Input that an earlier cell left unread is discarded.
   */
  void attach(ShellReplyEnvironment environment, boolean stdinEnabled) throws IOException {
    input.skipNBytes(input.available());
    setEnv(environment);
    cell = Optional.of(environment);
    setJupyterInEnabled(stdinEnabled);
    enabled = stdinEnabled;
    refused = false;
  }

  /** Whether the cell has asked for input and could not have any. */
  boolean refusedInput() {
    return refused;
  }

  /** Removes what the running cell has shown. */
  void clearOutput(boolean wait) {
    cell.ifPresent(
        env -> env.publish(wait ? PublishClearOutput.BEFORE_NEXT_OUTPUT : PublishClearOutput.NOW));
  }

  private InputStream noticing(InputStream typed) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        refused |= !enabled;
        int next = typed.read();
        return next < -1 ? next & 0xFF : next; // the library's bytes have a sign
      }

      /** The library's own copies one byte too many. */
      @Override
      public int read(byte[] bytes, int from, int count) throws IOException {
        Objects.checkFromIndexSize(from, count, bytes.length);
        int done = 0;
        while (done < count && (done == 0 || available() > 0)) {
          int next = read();
          if (next < 0) {
            return done == 0 ? -1 : done;
          }
          bytes[from + done++] = (byte) next;
        }
        return done;
      }

      @Override
      public int available() throws IOException {
        return Math.max(0, typed.available());
      }
    };
  }
}
