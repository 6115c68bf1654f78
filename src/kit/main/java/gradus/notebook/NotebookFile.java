package gradus.notebook;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A notebook that lies somewhere in what a student handed in.
 *
 * @param file it, or the archive that it is in
 * @param entry its name in the archive
 * @param shown what to call it
 * @param name its last word, such as {@code knn (1).ipynb}
 * @param changed when it was last written
 * @param isInOwnFolder whether its folder holds nothing but this student's work
 */
public record NotebookFile(
    Path file,
    Optional<String> entry,
    String shown,
    String name,
    FileTime changed,
    boolean isInOwnFolder) {
  /** A notebook with pictures shrinks to a half; what shrinks to a hundredth is made to fill. */
  private static final int HIGHEST_RATIO = 100;

  /** Whether a folder of this name is above it. */
  public boolean liesIn(String folder) {
    List<String> above = List.of(shown.split("(: )|/", -1));
    return above.subList(0, above.size() - 1).stream().anyMatch(folder::equalsIgnoreCase);
  }

  /** Reads it; nothing of an archive is written to a disk. */
  public SubmittedNotebook.Content read() throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(shown + " is no file");
    }
    try (InputStream in = open()) {
      return SubmittedNotebook.read(shown, in);
    }
  }

  /** Older Windows names the files in an archive in letters that are no UTF-8. */
  public static ZipFile opened(Path archive) throws IOException {
    try {
      return new ZipFile(archive.toFile());
    } catch (ZipException e) {
      return new ZipFile(archive.toFile(), StandardCharsets.ISO_8859_1);
    }
  }

  private InputStream open() throws IOException {
    if (entry.isEmpty()) {
      return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    }
    ZipFile archive = opened(file);
    try {
      ZipEntry found = archive.getEntry(entry.get());
      long packed = Math.max(1, found.getCompressedSize());
      if (found.getSize() / packed > HIGHEST_RATIO) {
        throw new IOException(
            "%s shrinks to less than a %dth in its archive; hand it in unpacked"
                .formatted(shown, HIGHEST_RATIO));
      }
      return new FilterInputStream(archive.getInputStream(found)) {
        @Override
        public void close() throws IOException {
          archive.close();
        }
      };
    } catch (IOException | RuntimeException e) {
      archive.close();
      throw e;
    }
  }
}
