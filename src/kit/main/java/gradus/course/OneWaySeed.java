package gradus.course;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.commons.codec.digest.DigestUtils;

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
    return ByteBuffer.wrap(DigestUtils.sha256(text)).getLong();
  }
}
