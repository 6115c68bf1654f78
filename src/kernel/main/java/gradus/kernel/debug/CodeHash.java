package gradus.kernel.debug;

import java.nio.charset.StandardCharsets;

/** MurmurHash2, 32 bits, of a cell's text: front ends compute it, too, and must agree. */
final class CodeHash {
  /** Any number; front ends are told. */
  static final int SEED = 0x6a617661;

  private static final int M = 0x5bd1e995;

  private CodeHash() {}

  /** The hash as an unsigned number. */
  static long of(String code) {
    byte[] bytes = code.getBytes(StandardCharsets.UTF_8);
    int hash = SEED ^ bytes.length;
    int whole = bytes.length & ~3;
    for (int i = 0; i < whole; i += 4) {
      int k = littleEndian(bytes, i, 4) * M;
      hash = (hash * M) ^ ((k ^ (k >>> 24)) * M);
    }
    if (whole < bytes.length) {
      hash = (hash ^ littleEndian(bytes, whole, bytes.length - whole)) * M;
    }
    hash = (hash ^ (hash >>> 13)) * M;
    return Integer.toUnsignedLong(hash ^ (hash >>> 15));
  }

  private static int littleEndian(byte[] bytes, int from, int count) {
    int number = 0;
    for (int i = count - 1; i >= 0; i--) {
      number = (number << 8) | (bytes[from + i] & 0xff);
    }
    return number;
  }
}
