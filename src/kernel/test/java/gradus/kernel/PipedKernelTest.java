package gradus.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipedKernelTest {
  private static final String TOKEN = "token-of-the-test ";

  private static Process kernel;
  private static BufferedReader answers;
  private static Writer requests;

  @BeforeAll
  static void start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(KernelSpec.FLAGS);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), PipedKernel.class.getName()));
    kernel = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    answers = kernel.inputReader();
    requests = kernel.outputWriter();
    requests.write(TOKEN + "\n");
    requests.flush();
    assertEquals(TOKEN + "{}", answers.readLine());
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    requests.close();
    assertEquals(0, kernel.waitFor(), "the kernel ends with its input");
  }

  private static void send(Map<String, ?> request) throws IOException {
    requests.write(new Gson().toJson(request) + "\n");
    requests.flush();
  }

  private static JsonObject answer() throws IOException {
    String line = answers.readLine();
    assertTrue(line.startsWith(TOKEN), line);
    return new Gson().fromJson(line.substring(TOKEN.length()), JsonObject.class);
  }

  private static JsonObject run(String source) throws IOException {
    send(Map.of("source", source, "cell", 2));
    return answer();
  }

  @Test
  void aValueIsSentAsText() throws IOException {
    JsonObject answer = run("List.of(1, 2)");
    assertEquals("[1, 2]", answer.get("value").getAsString());
    assertFalse(answer.has("error"));
  }

  @Test
  void outputAndErrorsAreSentApart() throws IOException {
    JsonObject answer = run("System.out.print(\"ü\"); System.err.print(\"e\");");
    assertEquals("ü", answer.get("stdout").getAsString());
    assertEquals("e", answer.get("stderr").getAsString());
    assertFalse(answer.has("value"));
  }

  @Test
  void anErrorHasNameMessageAndDetails() throws IOException {
    JsonObject answer = run("int q = 1 / 0;");
    assertEquals("ArithmeticException", answer.get("error").getAsString());
    assertEquals("/ by zero", answer.get("message").getAsString());
    assertEquals("  at cell 2, line 1:   int q = 1 / 0;", answer.get("details").getAsString());
  }

  @Test
  void longOutputsAndValuesAreCut() throws IOException {
    JsonObject answer = run("System.out.print(\"x\".repeat(30_000)); \"y\".repeat(600_000)");
    assertEquals(
        "x".repeat(20_000) + "\n… and 10,000 bytes more", answer.get("stdout").getAsString());
    assertEquals("y".repeat(500_000) + " …", answer.get("value").getAsString());
  }

  @Test
  void anInterruptStopsTheRunningCell() throws IOException, InterruptedException {
    send(Map.of("source", "while (true) { Thread.sleep(1); }", "cell", 1));
    while (!answers.ready()) {
      send(Map.of("interrupt", true));
      Thread.sleep(100);
    }
    JsonObject stopped = answer();
    assertEquals("Interrupted", stopped.get("error").getAsString());
    assertEquals("2", run("1 + 1").get("value").getAsString());
  }
}
