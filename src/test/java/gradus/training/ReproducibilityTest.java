package gradus.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import gradus.tensor.Precision;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The same seed gives the same bits, in every process and at any number of threads. */
class ReproducibilityTest {
  @Test
  void twoRunsAndAnyNumberOfThreadsEndInTheSameBits() throws Exception {
    String one = digest(Precision.SINGLE, 1);
    assertEquals(64, one.length(), one);
    assertEquals(one, digest(Precision.SINGLE, 2), "two threads differ from one");
    assertEquals(one, digest(Precision.SINGLE, 2), "a second run differs from the first");
  }

  @Test
  void doublePrecisionDoesNotDependOnThreadsEither() throws Exception {
    assertEquals(digest(Precision.DOUBLE, 1), digest(Precision.DOUBLE, 2));
  }

  /** What a process of its own prints. */
  private static String digest(Precision precision, int threads) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-Dgradus.threads=" + threads,
                "-cp",
                System.getProperty("java.class.path"),
                SeededTraining.class.getName(),
                precision.name())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output.strip();
  }
}
