package gradus.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/**
 * Times some cases one after the other and prints the results as a table.
 *
 * @param cases to time
 * @param libraries this kit's process, then its peers'
 * @param plan how long to run
 * @param threads that each library may use
 * @param logs the folder for what processes write to standard error
 */
public record Benchmark(
    List<Case> cases,
    List<ParticipantCommand> libraries,
    MeasurementPlan plan,
    int threads,
    Path logs) {
  public Benchmark {
    cases = List.copyOf(cases);
    libraries = List.copyOf(libraries);
  }

  /**
   * Runs it and prints each case's rows when they are known.
   *
   * @return whether every library finished every case
   */
  public boolean print(PrintWriter out) throws IOException {
    var table = new Table(describeMachine(out));
    out.print(table.head());
    boolean allFinished = true;
    for (Case each : cases) {
      out.flush();
      Result result = Race.run(each, libraries, plan, logs);
      out.print(table.rows(result));
      allFinished &= result.failures().isEmpty();
    }
    out.printf("load at the end: %.2f%n", MachineLoad.load());
    out.flush();
    return allFinished;
  }

  /** Prints for each case where the time of this kit's steps goes. */
  public void printProfiles(PrintWriter out) throws IOException {
    double peak = 1e9 * describeMachine(out);
    out.print(Profile.head());
    for (Case each : cases) {
      out.flush();
      out.print(Race.profile(each, libraries.getFirst(), plan, logs).row(each.id(), peak));
    }
    out.flush();
  }

  /** Returns the measured peak, 0 where it could not be measured. */
  private double describeMachine(PrintWriter out) throws IOException {
    try (Participant gradus = libraries.getFirst().start(logs)) {
      List<String> answer = gradus.ask("peak " + threads, "peak");
      double peak = Double.parseDouble(answer.getFirst());
      out.println(MachineLoad.describe());
      out.println("single precision: " + String.join(" ", answer.subList(1, answer.size())));
      out.printf("measured peak on %d threads: %.0f GFLOP/s%n%n", threads, peak);
      return peak;
    }
  }
}
