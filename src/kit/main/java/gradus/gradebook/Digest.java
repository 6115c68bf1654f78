package gradus.gradebook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/** SHA-256 of texts and of what was handed in. */
final class Digest {
  /** A larger file is no notebook; its bytes would only take time to read. */
  private static final long MOST_BYTES = 64L << 20;

  private final MessageDigest sha = DigestUtils.getSha256Digest();

  static String of(String text) {
    return new Digest().add(text).toString();
  }

  /** Adds a text with its length, so that two texts are not the same as one. */
  Digest add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sha.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    sha.update(bytes);
    return this;
  }

  /**
   * Adds the names and bytes of all files; of a link only that it is one, of a huge file its size
   * and time.
   */
  Digest add(Path submission) throws IOException {
    for (Path file : files(submission)) {
      add(submission.getFileName() + "/" + submission.relativize(file));
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        add(Long.toString(Files.size(file)));
        if (Files.size(file) > MOST_BYTES) {
          add(Files.getLastModifiedTime(file).toString());
          continue;
        }
        DigestUtils.updateDigest(sha, file);
      }
    }
    return this;
  }

  /** Everything in some places but folders; links are not followed. */
  static List<Path> files(List<Path> places) throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path place : places) {
      all.addAll(files(place));
    }
    return all;
  }

  /** Everything in a submission but folders, sorted; links are not followed. */
  private static List<Path> files(Path submission) throws IOException {
    try (Stream<Path> all = Files.walk(submission)) {
      return all.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    }
  }

  @Override
  public String toString() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) sha.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 can be copied", e);
    }
  }
}
