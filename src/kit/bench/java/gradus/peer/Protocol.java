package gradus.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The lines between the benchmark and a library's process, as README.md describes them. */
final class Protocol {
  private Protocol() {}

  /** What a case does, over and over. */
  @FunctionalInterface
  interface Steps {
    /** Does a number of steps and returns the loss of the last, 0 where there is none. */
    double run(int steps) throws IOException;
  }

  /** What a library can do. */
  @FunctionalInterface
  interface Library {
    /**
     * Makes a case ready.
     *
     * @throws UnsupportedOperationException if this library is not compared at this case
     */
    Steps prepare(String id, Path pixels) throws IOException;
  }

  /** Serves until standard input ends. */
  static void serve(Library library, String[] arguments) throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = System.out;
    System.setOut(System.err); // what a library prints must not be taken for an answer
    Steps steps = count -> 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      try {
        if (words[0].equals("prepare")) {
          steps = library.prepare(words[1], Path.of(arguments[0]));
          out.println("ready");
        } else {
          out.println(timed(steps, Integer.parseInt(words[1])));
        }
      } catch (UnsupportedOperationException refusal) {
        out.println("skip");
      } catch (RuntimeException | LinkageError failure) {
        out.println("cannot " + failure.toString().lines().findFirst().orElse(""));
      }
    }
  }

  private static String timed(Steps steps, int count) throws IOException {
    long start = System.nanoTime();
    double loss = steps.run(count);
    return "ran " + (System.nanoTime() - start) / 1e9 + " " + loss;
  }
}
