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
 * Unpacks a .tar.gz archive of plain files into one folder and nowhere else.
 *
 * @param disk where the files are written
 * @param largest the most bytes that may come out
 */
record Unpacking(Disk disk, long largest) {
  private static final int MOST_ENTRIES = 1_000;

  /**
   * Unpacks everything into a folder.
   *
   * @throws IOException if an entry would lie outside the folder or is a link or a device, or if
   *     the archive holds more than it may
   */
  void unpack(Path archive, Path folder) throws IOException {
    try (var file = new BufferedInputStream(Files.newInputStream(archive));
        var tar = new TarArchiveInputStream(new GZIPInputStream(file, 1 << 16))) {
      long total = 0;
      int entries = 0;
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        refuseIf(++entries > MOST_ENTRIES, "more than %,d entries", MOST_ENTRIES);
        total += Math.max(entry.getSize(), entry.getRealSize());
        refuseIf(total > largest, "more than the %,d bytes that it may", largest);
        Path target = inside(folder, entry);
        Files.createDirectories(entry.isDirectory() ? target : target.resolveSibling(""));
        if (!entry.isDirectory()) {
          refuseIf(Files.exists(target), "the entry \"%s\" twice", entry.getName());
          try (OutputStream out = disk.append(target)) {
            tar.transferTo(out);
          }
        }
      }
    }
  }

  private static Path inside(Path folder, TarArchiveEntry entry) throws IOException {
    String name = entry.getName();
    byte kind = entry.getLinkFlag();
    boolean plain = kind == TarConstants.LF_NORMAL || kind == TarConstants.LF_OLDNORM;
    refuseIf(!plain && !entry.isDirectory(), "the entry \"%s\", which is not a plain file", name);
    boolean odd = name.matches("(?s).*[\\\\:\0].*") || Path.of(name).isAbsolute();
    Path target = odd ? folder : folder.resolve(name).normalize();
    refuseIf(
        odd || !target.startsWith(folder), "the entry \"%s\", which leads out of its folder", name);
    return target;
  }

  private static void refuseIf(boolean wrong, String what, Object detail) throws IOException {
    if (wrong) {
      throw new IOException("has " + what.formatted(detail));
    }
  }
}
