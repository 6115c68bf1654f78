package gradus.notebook;

import gradus.datasets.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder that a submission's kernel sees: that of its notebook, or an empty one where that is
 * not the student's alone.
 *
 * @param path of it
 * @param isTemporary whether it was made for this and is deleted
 */
public record RunFolder(Path path, boolean isTemporary) implements AutoCloseable {
  /** The folder for a notebook, which a student's own folder must hold to be seen. */
  public static RunFolder of(NotebookFile file) throws IOException {
    Path parent = file.file().toAbsolutePath().getParent();
    if (file.isInOwnFolder() && parent != null) {
      return new RunFolder(parent, false);
    }
    Path empty = Files.createTempDirectory("gradus-hand-in");
    // The submission may run as somebody else, who must be able to enter it.
    boolean opened =
        empty.toFile().setReadable(true, false) && empty.toFile().setExecutable(true, false);
    if (!opened) {
      throw new IOException("cannot open " + empty + " to others; is the temporary folder whole?");
    }
    return new RunFolder(empty, true);
  }

  @Override
  public void close() {
    if (!isTemporary) {
      return;
    }
    try {
      Folders.delete(path);
    } catch (IOException e) {
      // A submission that runs unisolated may have left what cannot be deleted; it costs no points.
      path.toFile().deleteOnExit();
    }
  }
}
