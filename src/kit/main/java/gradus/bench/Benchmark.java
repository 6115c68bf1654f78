package gradus.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/**
 * Some cases, timed one after the other, and the table of what came out.
 *
 * @param cases to time
 * @param starts this kit's process, then its peers'
 * @param pace how long to run
 * @param threads that each library may use
 * @param logs the folder for what processes complain of
 */
public record Benchmark(List<Case> cases, List<Start> starts, Pace pace, int threads, Path logs) {
  public Benchmark {
    cases = List.copyOf(cases);
    starts = List.copyOf(starts);
  }

  /**
   * Runs it and prints each case's rows when they are known.
   *
   * @return whether all libraries came through all cases
   */
  public boolean print(PrintWriter out) throws IOException {
    var table = new Table(describeMachine(out));
    out.print(table.head());
    boolean allThrough = true;
    for (Case each : cases) {
      out.flush();
      Result result = Race.run(each, starts, pace, logs);
      out.print(table.rows(result));
      allThrough &= result.failures().isEmpty();
    }
    out.printf("load at the end: %.2f%n", Machine.load());
    out.flush();
    return allThrough;
  }

  /** Prints for each case where the time of this kit's steps goes. */
  public void printProfiles(PrintWriter out) throws IOException {
    double peak = 1e9 * describeMachine(out);
    out.print(Profile.head());
    for (Case each : cases) {
      out.flush();
      out.print(Race.profile(each, starts.getFirst(), pace, logs).row(each.id(), peak));
    }
    out.flush();
  }

  /** Returns the measured peak, 0 where it could not be measured. */
  private double describeMachine(PrintWriter out) throws IOException {
    try (Participant gradus = starts.getFirst().in(logs)) {
      List<String> answer = gradus.ask("peak " + threads, "peak");
      double peak = Double.parseDouble(answer.getFirst());
      out.println(Machine.describe());
      out.println("single precision: " + String.join(" ", answer.subList(1, answer.size())));
      out.printf("measured peak on %d threads: %.0f GFLOP/s%n%n", threads, peak);
      return peak;
    }
  }
}
