package gradus.datasets.download;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The machine's own disk; tests replace it by one that is soon full. */
class Disk {

  /** The number of bytes that can still be written to a folder, known in a container too. */
  long usableSpace(Path folder) {
    return folder.toFile().getUsableSpace(); // a FileStore asks for the mount point
  }

  /** A stream that adds to a file, which is created if it does not exist. */
  OutputStream append(Path file) throws IOException {
    return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
