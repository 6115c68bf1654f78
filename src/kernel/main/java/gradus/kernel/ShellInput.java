package gradus.kernel;

import java.io.IOException;
import java.io.InputStream;

/** Standard input: what the user of the shell to which a thread belongs types. */
final class ShellInput extends InputStream {
  private final PerShell<KernelIo> shells;

  ShellInput(PerShell<KernelIo> shells) {
    this.shells = shells;
  }

  @Override
  public int read() throws IOException {
    return shells.get().input.read();
  }

  @Override
  public int read(byte[] into, int from, int count) throws IOException {
    return shells.get().input.read(into, from, count);
  }

  @Override
  public int available() throws IOException {
    return shells.get().input.available();
  }
}
