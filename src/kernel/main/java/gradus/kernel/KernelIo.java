package gradus.kernel;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.JupyterIO;

/** Displays and standard input of the running cell. */
final class KernelIo extends JupyterIO {
  /** Why a cell that asks for input finds none. */
  static final String NO_INPUT =
      "the cell asks for input, but who runs this notebook cannot be asked: System.in is at its end";

  private boolean enabled;
  private boolean refused;

  KernelIo() {
    super(StandardCharsets.UTF_8);
  }

  /**
   * From now on displays and requests for input belong to this cell, also those of threads that
   * outlive it. Input that an earlier cell left unread is discarded.
   */
  void attach(ShellReplyEnvironment cell, boolean stdinEnabled) throws IOException {
    in.skipNBytes(Math.max(0, in.available()));
    setEnv(cell);
    setJupyterInEnabled(stdinEnabled);
    enabled = stdinEnabled;
    refused = false;
  }

  /** Whether the cell has asked for input and could not have any. */
  boolean refusedInput() {
    return refused;
  }

  /** What takes the place of {@link System#in}. */
  InputStream input() {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        refused |= !enabled;
        return super.read();
      }

      @Override
      public int read(byte[] bytes, int from, int count) throws IOException {
        refused |= !enabled;
        return super.read(bytes, from, count);
      }
    };
  }
}
