package gradus.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import gradus.tensor.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same seed gives the same bits: in every process, at any number of threads, by any vectors.
 */
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

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void everyProcessorsVectorsEndInTheSameBits(int bits) throws Exception {
    Result result = train(Precision.SINGLE, 2, "-XX:MaxVectorSize=" + bits / 8);
    assertEquals(train(Precision.SINGLE, 1).digest(), result.digest(), result.engine());
  }

  private static Result train(Precision precision, int threads, String... flags) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(List.of(flags));
    command.addAll(
        List.of(
            "--add-modules=jdk.incubator.vector",
            "-XX:ActiveProcessorCount=8",
            "-Dgradus.threads=" + threads,
            "-cp",
            System.getProperty("java.class.path"),
            SeededTraining.class.getName(),
            precision.name()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), output);
    List<String> lines = output.lines().toList();
    return new Result(lines.getFirst(), lines.getLast());
  }
}
