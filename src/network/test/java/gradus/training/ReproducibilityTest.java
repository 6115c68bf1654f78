package gradus.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import gradus.tensor.Precision;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same seed gives the same bits, in every process and at any number of threads. */
class ReproducibilityTest {
  /** The engine that a process used, and the digest of all that it computed. */
  private record Result(String engine, String digest) {}

  @Test
  void twoRunsAndAnyNumberOfThreadsEndInTheSameBits() throws Exception {
    Result one = train(Precision.SINGLE, 1);
    assertEquals(64, one.digest().length(), one.digest());
    for (int threads : List.of(2, 8)) {
      Result several = train(Precision.SINGLE, threads);
      assertEquals(one.engine().replace("1 threads", threads + " threads"), several.engine());
      assertEquals(one.digest(), several.digest(), threads + " threads differ from one");
    }
    assertEquals(one, train(Precision.SINGLE, 1), "a second run differs from the first");
  }

  @Test
  void doublePrecisionDoesNotDependOnThreadsEither() throws Exception {
    assertEquals(train(Precision.DOUBLE, 1).digest(), train(Precision.DOUBLE, 8).digest());
  }

  private static Result train(Precision precision, int threads) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-XX:ActiveProcessorCount=8",
                "-Dgradus.threads=" + threads,
                "-cp",
                System.getProperty("java.class.path"),
                SeededTraining.class.getName(),
                precision.name())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), output);
    List<String> lines = output.lines().toList();
    return new Result(lines.getFirst(), lines.getLast());
  }
}
