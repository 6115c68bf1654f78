package gradus.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A process that says how long its steps took without doing any. */
final class FakeLibrary {
  private FakeLibrary() {}

  static ParticipantCommand named(String name, double secondsPerStep) {
    String java = System.getProperty("java.home") + "/bin/java";
    String classPath = System.getProperty("java.class.path");
    return new ParticipantCommand(
        name,
        List.of(
            java, "-cp", classPath, FakeLibrary.class.getName(), Double.toString(secondsPerStep)),
        Map.of());
  }

  /** A negative time stands for a library that does not run here, none for one not compared. */
  public static void main(String[] arguments) throws Exception {
    double secondsPerStep = Double.parseDouble(arguments[0]);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (secondsPerStep == 0) {
        System.out.println("skip");
      } else if (secondsPerStep < 0) {
        System.out.println("cannot run without its native part");
      } else if (line.startsWith("run ")) {
        int steps = Integer.parseInt(line.substring(4));
        System.out.println("ran " + steps * secondsPerStep + " " + 100 * secondsPerStep);
      } else {
        System.out.println("ready 10 2e9 3");
      }
    }
  }
}
