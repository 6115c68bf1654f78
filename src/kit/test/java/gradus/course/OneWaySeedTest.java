package gradus.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class OneWaySeedTest {
  /** Computed by Python: hashlib.sha256(b"1[a, 2]"). */
  @Test
  void itIsTheBeginningOfSha256() {
    assertEquals(1295175506414010766L, OneWaySeed.of(1, "a", 2));
  }

  @Test
  void eachPurposeHasItsOwn() {
    assertNotEquals(OneWaySeed.of(1, "a", 2), OneWaySeed.of(1, "a", 3));
    assertNotEquals(OneWaySeed.of(1, "a", 2), OneWaySeed.of(2, "a", 2));
  }
}
