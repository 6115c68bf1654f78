package gradus.datasets.download;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * The unpacking of a .tar.gz archive of plain files, into one folder and no further.
 *
 * @param storage where the files are written
 * @param largest no more bytes than these come out, however the archive was made
 */
record Unpacking(Storage storage, long largest) {
  private static final int MOST_ENTRIES = 1_000;

  /**
   * Unpacks everything into a folder.
   *
   * @throws IOException if an entry would lie outside the folder, is a link or a device, or if
   *     there is more in the archive than there may be
   */
  void unpack(Path archive, Path folder) throws IOException {
    try (var file = new BufferedInputStream(Files.newInputStream(archive));
        var tar = new TarArchiveInputStream(new GZIPInputStream(file, 1 << 16))) {
      long total = 0;
      int entries = 0;
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        if (++entries > MOST_ENTRIES) {
          throw new IOException("has more than %,d entries".formatted(MOST_ENTRIES));
        }
        Path target = inside(folder, entry);
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          createParent(target);
          total += write(tar, target, largest - total);
        }
      }
    }
  }

  private static Path inside(Path folder, TarArchiveEntry entry) throws IOException {
    String name = entry.getName();
    byte kind = entry.getLinkFlag();
    boolean plain = kind == TarConstants.LF_NORMAL || kind == TarConstants.LF_OLDNORM;
    if (!plain && !entry.isDirectory()) {
      throw new IOException("has the entry \"" + name + "\", which is not a plain file");
    }
    Path target = folder.resolve(name).normalize();
    boolean odd = name.contains("\\") || name.contains(":") || name.indexOf('\0') >= 0;
    if (odd || Path.of(name).isAbsolute() || !target.startsWith(folder)) {
      throw new IOException("has the entry \"" + name + "\", which leads out of its folder");
    }
    return target;
  }

  private static void createParent(Path file) throws IOException {
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
  }

  private long write(TarArchiveInputStream tar, Path target, long room) throws IOException {
    if (Files.exists(target)) {
      throw new IOException("has the entry \"" + target.getFileName() + "\" twice");
    }
    byte[] buffer = new byte[1 << 16];
    long written = 0;
    try (OutputStream out = storage.append(target)) {
      for (int n; (n = tar.read(buffer)) >= 0; ) {
        written += n;
        if (written > room) {
          throw new IOException("has more than the %,d bytes that it may".formatted(largest));
        }
        out.write(buffer, 0, n);
      }
    }
    return written;
  }
}
