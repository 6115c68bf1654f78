package gradus.kernel;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The kernel without Jupyter: reads cells from standard input, one line of JSON each, and answers
 * with a line of what came of them.
 *
 * <p>The first line that it reads is a word of its caller's; every answer begins with it. Cells
 * cannot know the word, so what they write past the kernel on standard output passes for no answer.
 */
public final class PipedKernel {
  /** No reader wants more of what one cell prints. */
  private static final int MOST_CHARACTERS = 20_000;

  private PipedKernel() {}

  /**
   * Serves until standard input ends.
   *
   * <p>{@code {"source": …, "cell": 3}} runs a cell, {@code {"interrupt": true}} ends the one that
   * is running. An answer has {@code stdout}, {@code stderr} and, where the cell has them, {@code
   * value} or {@code error}, {@code message} and {@code details}.
   */
  public static void main(String[] arguments) throws IOException, CellError {
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    var in =
        new BufferedReader(
            new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8));
    System.setIn(InputStream.nullInputStream());
    String word = in.readLine();
    Session session = new Session(List.of("--add-modules=jdk.incubator.vector"));
    Magics magics = new Magics(session);
    session.evaluate(KernelMain.IMPORTS, 0);
    out.println(word + "{}");
    out.flush();
    try (ExecutorService cells = Executors.newSingleThreadExecutor()) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        JsonObject request = new Gson().fromJson(line, JsonObject.class);
        if (request.has("interrupt")) {
          session.interrupt();
          continue;
        }
        var unused =
            cells.submit(
                () -> {
                  out.println(word + answer(session, magics, request));
                  out.flush();
                });
      }
    }
    Runtime.getRuntime().halt(0);
  }

  private static JsonObject answer(Session session, Magics magics, JsonObject request) {
    var text = new BoundedText(MOST_CHARACTERS);
    var errors = new BoundedText(MOST_CHARACTERS);
    System.setOut(text.stream());
    System.setErr(errors.stream());
    JsonObject answer = new JsonObject();
    try {
      Optional<Object> value =
          magics.evaluate(request.get("source").getAsString(), request.get("cell").getAsInt());
      if (value.isPresent()) {
        answer.addProperty("value", shortened(session.render(value.get(), String::valueOf)));
      }
    } catch (CellError error) {
      fail(answer, error);
    } catch (Exception | Error error) {
      fail(answer, CellError.of(error));
    }
    answer.addProperty("stdout", text.toString());
    answer.addProperty("stderr", errors.toString());
    return answer;
  }

  private static void fail(JsonObject answer, CellError error) {
    answer.addProperty("error", error.name());
    answer.addProperty("message", shortened(error.message()));
    answer.add("details", new JsonPrimitive(shortened(String.join("\n", error.details()))));
  }

  private static String shortened(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + " …";
  }
}
