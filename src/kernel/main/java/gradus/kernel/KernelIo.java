package gradus.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.JupyterIO;

/** Displays and standard input of the running cell. */
final class KernelIo extends JupyterIO {
  KernelIo() {
    super(StandardCharsets.UTF_8);
  }

  /**
   * From now on displays and requests for input belong to this cell, also those of threads that
   * outlive it. Input that an earlier cell left unread is discarded.
   */
  void attach(ShellReplyEnvironment cell, boolean stdinEnabled) throws IOException {
    in.skipNBytes(in.available());
    setEnv(cell);
    setJupyterInEnabled(stdinEnabled);
  }
}
