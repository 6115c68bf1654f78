package gradus.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells what a file is by its first bytes, for errors about files that are not what their names
 * say.
 */
public final class FileKind {
  /** How many first bytes tell the kind. */
  public static final int BYTES = 64;

  private static final Map<String, String> STARTS = new LinkedHashMap<>();

  static {
    STARTS.put("\u0093NUMPY", "one array of NumPy (.npy)");
    STARTS.put("PK\u0003\u0004", "a zip archive (as .npz files are, too); unpack it first");
    STARTS.put("\u001f\u008b", "gzipped; unpack it first");
    STARTS.put("version https://git-lfs", "a Git LFS pointer and not the file; run git lfs pull");
    STARTS.put("\u0089HDF", "an HDF5 file");
    STARTS.put("\u0089PNG", "a PNG picture");
    STARTS.put("%PDF", "a PDF document");
    STARTS.put("7z\u00bc\u00af", "a 7z archive; unpack it first");
    STARTS.put("\u0080\u0002", "a pickle of Python");
    STARTS.put("\u0080\u0003", "a pickle of Python");
    STARTS.put("\u0080\u0004", "a pickle of Python");
    STARTS.put("\u0080\u0005", "a pickle of Python");
  }

  private FileKind() {}

  /** The kind of a file; absent if it is of none that is known, or empty. */
  public static Optional<String> of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in.readNBytes(BYTES));
    }
  }

  /** The kind of a file that begins with these bytes. */
  public static Optional<String> of(byte[] start) {
    String text = new String(start, ISO_8859_1);
    Optional<String> known =
        STARTS.entrySet().stream()
            .filter(kind -> text.startsWith(kind.getKey()))
            .map(Map.Entry::getValue)
            .findFirst();
    return known.isPresent() ? known : textKind(text);
  }

  /** A few bytes may be the beginning of anything. */
  private static Optional<String> textKind(String text) {
    if (STARTS.keySet().stream().anyMatch(start -> start.startsWith(text))
        || !text.matches("(?s)[\\t\\n\\r\\x20-\\x7e\\x80-\\xff]*")) {
      return Optional.empty();
    }
    String start = text.replaceFirst("^\u00ef\u00bb\u00bf", "").strip();
    return Optional.of(
        start.startsWith("<")
            ? "a web page (HTML or XML), such as a message of the server; fetch it again"
            : start.matches("(?s)[^\\n]*,.*") ? "text, perhaps a CSV table" : "text");
  }
}
