package gradus.bench.race;

import gradus.report.RecordFile;
import gradus.report.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder of races, one file for each goal, number of epochs and seed.
 *
 * @param folder that holds the files
 */
public record RaceRecords(Path folder) {
  /**
   * The records of the kit, beside those of the reports: {@code notebooks/reports/results/race}.
   *
   * @throws IOException if there is no kit around the working directory
   */
  public static RaceRecords ofKit() throws IOException {
    return new RaceRecords(Results.ofKit().folder().resolve("race"));
  }

  /**
   * The record of a race, unless there is none or the goal is pursued in another way now.
   *
   * @throws IOException naming a damaged file
   */
  public Optional<RaceRecord> find(Goal goal, long seed) throws IOException {
    return RecordFile.find(file(goal, seed), RaceRecord.class)
        .filter(race -> race.goal().equals(goal));
  }

  /** Writes a record in place of an older one. */
  public void write(RaceRecord race) throws IOException {
    RecordFile.write(file(race.goal(), race.seed()), race);
  }

  private Path file(Goal goal, long seed) {
    return folder.resolve("%d-in-%d.%d.json".formatted(goal.percent(), goal.epochs(), seed));
  }
}
