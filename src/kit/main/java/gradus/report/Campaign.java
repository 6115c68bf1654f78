package gradus.report;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A way to make many runs and to find their records, on this machine or on others. */
public interface Campaign {
  /**
   * Makes the runs that have no record.
   *
   * @throws IOException in the end, naming a run that failed
   */
  void make(List<ExperimentRun> runs) throws IOException, InterruptedException;

  /** The record of a run, unless there is none or its recipe has changed since. */
  Optional<RunRecord> find(ExperimentRun run) throws IOException;
}
