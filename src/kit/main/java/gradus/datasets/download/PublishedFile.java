package gradus.datasets.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.codec.digest.DigestUtils;

/** What a publisher states of one file: its name, its size in bytes and its MD5 checksum. */
record PublishedFile(String name, long bytes, String md5) {

  /** A source has something other than the published file, so there is no use in asking again. */
  static final class MismatchException extends IOException {
    private static final long serialVersionUID = 1;

    MismatchException(String message) {
      super(message);
    }
  }

  /** Refuses a size other than the published one. */
  void requireSize(long size) throws MismatchException {
    if (size != bytes) {
      throw new MismatchException(
          "has %,d bytes, the published file has %,d".formatted(size, bytes));
    }
  }

  /** Refuses a file that is not, byte for byte, the published one. */
  void verify(Path file) throws IOException {
    requireSize(Files.size(file));
    String actual = md5(file);
    if (!actual.equals(md5)) {
      throw new MismatchException(
          "has the MD5 checksum %s, the published file has %s".formatted(actual, md5));
    }
  }

  /** MD5 finds damage; it is what the publishers give. */
  static String md5(Path file) throws IOException {
    return new DigestUtils("MD5").digestAsHex(file);
  }
}
