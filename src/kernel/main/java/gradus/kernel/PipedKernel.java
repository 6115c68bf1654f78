package gradus.kernel;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import gradus.kernel.session.CellError;
import gradus.kernel.session.ProcessState;
import gradus.kernel.session.Session;
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
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;

/**
 * The kernel without Jupyter: reads cells from standard input, one JSON object per line, and
 * answers each with one JSON object per line on standard output.
 *
 * <p>The first line that it reads is a token chosen by the caller; every answer begins with it.
 * Cells do not know the token, so nothing that they write to standard output behind the kernel's
 * back is taken for an answer.
 */
public final class PipedKernel {
  /** Longer outputs and messages are cut. */
  private static final int MAX_CHARACTERS = 20_000;

  /** Longer values are cut; they may be data. */
  private static final int MAX_VALUE = 500_000;

  private PipedKernel() {}

  /**
   * Serves until standard input ends.
   *
   * <p>{@code {"source": …, "cell": 3}} runs a cell, {@code {"interrupt": true}} stops the running
   * one. An empty object says that the kernel is ready. Each answer has {@code stdout} and {@code
   * stderr}; {@code value} if the cell has one; and {@code error}, {@code message} and {@code
   * details} if it failed.
   */
  public static void main(String[] arguments) throws IOException, CellError {
    Locale.setDefault(Locale.ENGLISH);
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    var in =
        new BufferedReader(
            new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8));
    System.setIn(InputStream.nullInputStream());
    String token = in.readLine();
    Session session = new Session(List.of());
    Magics magics = new Magics(session, new MagicsRegistry(), null);
    session.evaluate(KernelMain.IMPORTS, 0);
    out.println(token + "{}");
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
                  out.println(token + answer(session, magics, request));
                  out.flush();
                });
      }
    }
    Runtime.getRuntime().halt(0);
  }

  private static JsonObject answer(Session session, Magics magics, JsonObject request) {
    ProcessState state = ProcessState.now();
    var text = new BoundedText(MAX_CHARACTERS);
    var errors = new BoundedText(MAX_CHARACTERS);
    System.setOut(text.stream());
    System.setErr(errors.stream());
    JsonObject answer = new JsonObject();
    try {
      Optional<Object> value =
          magics.evaluate(request.get("source").getAsString(), request.get("cell").getAsInt());
      if (value.isPresent()) {
        answer.addProperty(
            "value", shortened(session.call(() -> String.valueOf(value.get())), MAX_VALUE));
      }
    } catch (Exception | Error error) {
      fail(answer, CellError.of(error));
    } finally {
      state.restore();
    }
    answer.addProperty("stdout", text.toString());
    answer.addProperty("stderr", errors.toString());
    return answer;
  }

  private static void fail(JsonObject answer, CellError error) {
    answer.addProperty("error", error.name());
    answer.addProperty("message", shortened(error.message(), MAX_CHARACTERS));
    answer.addProperty("details", shortened(String.join("\n", error.details()), MAX_CHARACTERS));
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + " …";
  }
}
