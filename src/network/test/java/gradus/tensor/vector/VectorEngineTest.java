package gradus.tensor.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.tensor.Engines;
import gradus.tensor.Precision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engines in single precision, in processes that differ in their vectors and threads. */
class VectorEngineTest {
  private static final String VECTORS = "--add-modules=jdk.incubator.vector";

  @Test
  void singlePrecisionIsComputedByVectors() {
    assertEquals(new VectorEngine().describe(), Engines.describe(Precision.SINGLE));
  }

  /** Among them AVX2, with other instructions and half as many registers as AVX-512. */
  @Test
  void everyKernelIsItsTwinOnTenThousandShapesAndTheSameToTheBitAtEachWidth() throws Exception {
    Set<String> digests = new HashSet<>();
    for (int bits : List.of(128, 256, 512)) {
      if (bits <= MicroKernel.SPECIES.vectorBitSize()) {
        digests.add(digest(bits, "-XX:MaxVectorSize=" + bits / 8));
      }
    }
    if (MicroKernel.SPECIES.vectorBitSize() == 512) {
      digests.add(digest(256, "-XX:UseAVX=2"));
    }
    assertEquals(1, digests.size(), digests.toString());
  }

  private static String digest(int bits, String flag) throws Exception {
    String result = run(10_000, VECTORS, flag);
    String engine = "vectors of %d bits".formatted(bits);
    assertTrue(result.startsWith(engine), result);
    return result.substring(engine.length());
  }

  /** As for a learner who asks for it, and in a kernel that was started without the module. */
  @ParameterizedTest
  @ValueSource(strings = {VECTORS + " -Dgradus.engine=plain", ""})
  void thePlainEngineIsItsTwinOnTenThousandShapes(String flags) throws Exception {
    String result = run(10_000, flags.isEmpty() ? new String[0] : flags.split(" "));
    assertTrue(result.startsWith("EJML in single precision"), result);
  }

  @Test
  void resultsAreTheSameToTheBitAtAnyNumberOfThreads() throws Exception {
    String one = run(300, VECTORS, "-Dgradus.threads=1");
    String all = run(300, VECTORS);
    assertEquals(one.replaceFirst(", 1 threads", ""), all.replaceFirst(", \\d+ threads", ""));
  }

  private static String run(int shapes, String... flags) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> words =
        Stream.of(
                Stream.of(java),
                Stream.of(flags),
                Stream.of("-cp", System.getProperty("java.class.path")),
                Stream.of(RandomShapes.class.getName(), Integer.toString(shapes)))
            .flatMap(part -> part)
            .toList();
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output.lines().reduce((first, second) -> second).orElseThrow();
  }
}
