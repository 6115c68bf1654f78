package gradus.report;

import gradus.course.Budget;
import gradus.course.KitHome;
import gradus.data.Npz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A folder of records, one file for each recipe, seed and budget.
 *
 * @param folder that has a folder for each budget
 */
public record Results(Path folder) {
  /** The largest seed that is looked for. */
  private static final int MOST_SEEDS = 20;

  /**
   * The records of the kit: {@code notebooks/reports/results}.
   *
   * @throws IOException if there is no kit around the working directory
   */
  public static Results ofKit() throws IOException {
    Path home =
        KitHome.find()
            .orElseThrow(
                () -> new IOException("no kit around the working directory; set GRADUS_HOME"));
    return new Results(home.resolve("notebooks/reports/results"));
  }

  /**
   * The record of a run, unless there is none or the recipe has changed since.
   *
   * @throws IOException naming a damaged file
   */
  public Optional<RunRecord> find(Recipe recipe, long seed, Budget budget) throws IOException {
    return RecordFile.find(file(recipe, seed, budget, ".json"), RunRecord.class)
        .filter(run -> run.settings().equals(recipe.settings()));
  }

  /** All records of a recipe, by seed. */
  public List<RunRecord> all(Recipe recipe, Budget budget) throws IOException {
    List<RunRecord> found = new ArrayList<>();
    for (long seed : LongStream.rangeClosed(1, MOST_SEEDS).toArray()) {
      find(recipe, seed, budget).ifPresent(found::add);
    }
    return found;
  }

  /** The snapshot of a run, for pictures. */
  public Optional<Npz> snapshot(Recipe recipe, long seed, Budget budget) throws IOException {
    Path file = file(recipe, seed, budget, ".npz");
    return Files.exists(file) ? Optional.of(Npz.read(file)) : Optional.empty();
  }

  /** Writes the snapshot of a run, then its record: a record means that the snapshot is there. */
  void write(Recipe recipe, Budget budget, RunRecord run, Npz snapshot) throws IOException {
    Path file = file(recipe, run.seed(), budget, ".json");
    Files.createDirectories(folder.resolve(budget.toString()));
    if (!snapshot.names().isEmpty()) {
      snapshot.write(file(recipe, run.seed(), budget, ".npz"));
    }
    RecordFile.write(file, run);
  }

  /** The file of a run's record (.json) or snapshot (.npz). */
  public Path file(Recipe recipe, long seed, Budget budget, String suffix) {
    return folder
        .resolve(budget.toString())
        .resolve("%s.%d%s".formatted(recipe.name(), seed, suffix));
  }
}
