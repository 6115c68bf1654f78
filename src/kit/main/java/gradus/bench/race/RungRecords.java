package gradus.bench.race;

import gradus.report.RecordFile;
import gradus.report.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A folder of rungs, one file for each number of changes and seed.
 *
 * @param folder that holds the files
 */
public record RungRecords(Path folder) {
  /** The largest seed that is looked for. */
  private static final int MOST_SEEDS = 20;

  /**
   * The records of the kit, beside those of the reports: {@code notebooks/reports/results/ladder}.
   *
   * @throws IOException if there is no kit around the working directory
   */
  public static RungRecords ofKit() throws IOException {
    return new RungRecords(Results.ofKit().folder().resolve("ladder"));
  }

  /**
   * The record of a rung with these changes and this effort, unless there is none.
   *
   * @throws IOException naming a damaged file
   */
  public Optional<RungRecord> find(Rung rung, long seed) throws IOException {
    return RecordFile.find(file(rung, seed), RungRecord.class)
        .filter(found -> found.rung().equals(rung));
  }

  /** All records of a rung, by seed. */
  public List<RungRecord> all(Rung rung) throws IOException {
    List<RungRecord> found = new ArrayList<>();
    for (long seed = 1; seed <= MOST_SEEDS; seed++) {
      find(rung, seed).ifPresent(found::add);
    }
    return found;
  }

  /** Writes a record in place of an older one. */
  public void write(RungRecord found) throws IOException {
    RecordFile.write(file(found.rung(), found.seed()), found);
  }

  private Path file(Rung rung, long seed) {
    int number = rung.changes().size();
    String last = number == 0 ? "start" : rung.changes().getLast().name().toLowerCase(Locale.ROOT);
    return folder.resolve("%d-%s.%d.json".formatted(number, last, seed));
  }
}
