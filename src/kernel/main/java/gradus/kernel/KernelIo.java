package gradus.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.JupyterIO;

/** The displays and the standard input of the cell that runs. */
final class KernelIo extends JupyterIO {
  KernelIo() {
    super(StandardCharsets.UTF_8);
  }

  /**
   * From now on displays and questions belong to this cell, also those of threads that outlive it.
   * What an earlier cell left unread of an answer is forgotten.
   */
  void attach(ShellReplyEnvironment cell, boolean stdinEnabled) throws IOException {
    in.skipNBytes(in.available());
    setEnv(cell);
    setJupyterInEnabled(stdinEnabled);
  }
}
