package gradus.course;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Seeds that are made from a secret one and do not tell it.
 *
 * <p>What a random generator has drawn is enough to compute its state, and from that its seed. Who
 * sees the numbers drawn for one purpose must not learn those for another.
 */
public final class OneWaySeed {
  private OneWaySeed() {}

  /** The beginning of the SHA-256 of the secret and the purpose. */
  public static long of(long secret, Object... purpose) {
    String text = secret + Arrays.toString(purpose);
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return ByteBuffer.wrap(sha.digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
