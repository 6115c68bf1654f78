package gradus.datasets.download;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where bytes are written to: a disk, or in tests one that is soon full. */
interface Storage {

  /** How many bytes can still be written to a folder. */
  long usableSpace(Path folder) throws IOException;

  /** A stream that adds to a file, which is made if it is not there. */
  OutputStream append(Path file) throws IOException;

  /** The machine's own disk. */
  static Storage disk() {
    return new Storage() {
      @Override
      public long usableSpace(Path folder) throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
      }

      @Override
      public OutputStream append(Path file) throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
    };
  }
}
