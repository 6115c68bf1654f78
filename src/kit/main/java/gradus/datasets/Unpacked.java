package gradus.datasets;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.codec.digest.DigestUtils;

/** The bytes of a file that may be gzipped. */
public final class Unpacked {
  private Unpacked() {}

  /** Browsers gzip what is gzipped already; more often than this nobody does. */
  private static final int MOST_LAYERS = 3;

  /** Opens a file; if it is gzipped, even more than once, it is unpacked while it is read. */
  static InputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    for (int layer = 0; layer < MOST_LAYERS && isGzipped(in); layer++) {
      in = new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16);
    }
    return in;
  }

  private static boolean isGzipped(InputStream in) throws IOException {
    in.mark(2);
    boolean gzipped = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return gzipped;
  }

  /** The SHA-256 of a file's unpacked bytes, in hexadecimal digits. */
  public static String sha256(Path file) throws IOException {
    try (InputStream in = open(file)) {
      return DigestUtils.sha256Hex(in);
    }
  }
}
