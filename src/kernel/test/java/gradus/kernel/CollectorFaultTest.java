package gradus.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectorFaultTest {
  @ParameterizedTest
  @CsvSource({
    "25, true",
    "25.0.1, true",
    "25.0.2+10, true",
    "25.0.3, false",
    "26, false",
    "24.0.1, false"
  })
  void theFaultyVersionsAreWarnedOf(String version, boolean faulty) {
    assertEquals(faulty, CollectorFault.warning(Runtime.Version.parse(version)).isPresent());
  }

  @Test
  void theKernelNamesACollectorThatHasNoFault() {
    assertTrue(KernelSpec.FLAGS.contains("-XX:+UseParallelGC"));
  }
}
