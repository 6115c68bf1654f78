package gradus.assignment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One notebook being run from top to bottom, whatever its cells do.
 *
 * <p>Where a cell ends its kernel, a new one runs again what went before and goes on behind it.
 */
final class NotebookRunner implements AutoCloseable {
  /** Cells with this tag are for playing; grading passes them over. */
  static final String EXPLORE = "explore";

  private static final Pattern MAGIC = Pattern.compile("%{1,2}[A-Za-z]");

  private static final int MOST_KERNELS = 6;

  /** A notebook may be full of endless loops, and the class is waiting. */
  private static final int MOST_LATE = 10;

  private final Isolation isolation;
  private final Limits limits;
  private final Path folder;
  private final List<Cell> replayable = new ArrayList<>();
  private KernelProcess kernel;
  private int kernels = 1;
  private int late;

  NotebookRunner(Isolation isolation, Limits limits, Path folder)
      throws IOException, InterruptedException {
    this.isolation = isolation;
    this.limits = limits;
    this.folder = folder;
    kernel = new KernelProcess(isolation, limits, folder);
  }

  /** Runs all cells and returns what came of those that have a grade_id. */
  Map<String, Outcome> all(Notebook notebook) throws IOException, InterruptedException {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    for (Cell cell : notebook.cells()) {
      if (cell.isCode() && !cell.isTagged(EXPLORE) && !cell.source().isBlank()) {
        Outcome outcome = run(cell);
        if (!cell.gradeId().isEmpty()) {
          outcomes.put(cell.gradeId(), outcome);
        }
      }
    }
    return outcomes;
  }

  /** Runs one cell behind those that ran before. */
  Outcome run(Cell cell) throws IOException, InterruptedException {
    if (kernels > MOST_KERNELS || late > MOST_LATE) {
      return Outcome.failed(
          Outcome.NOT_RUN,
          "Not run: earlier cells ended %d kernels, and %d ran out of time."
              .formatted(kernels - 1, late),
          true);
    }
    Outcome outcome = kernel.run(replayable.size() + 1, withoutMagic(cell.source()));
    late += outcome.isLate() ? 1 : 0;
    if (outcome.kernelDied()) {
      restart();
    } else if (!cell.isTest()) {
      replayable.add(cell);
    }
    return outcome;
  }

  private void restart() throws IOException, InterruptedException {
    kernel.close();
    kernels++;
    if (kernels > MOST_KERNELS) {
      return;
    }
    kernel = new KernelProcess(isolation, limits, folder);
    for (int i = 0; i < replayable.size(); i++) {
      if (kernel.run(i + 1, withoutMagic(replayable.get(i).source())).kernelDied()) {
        kernels = MOST_KERNELS + 1;
        return;
      }
    }
  }

  /** The library is on the kernel's class path already, and nothing else is to be loaded. */
  private static String withoutMagic(String source) {
    return source
        .lines()
        .map(line -> MAGIC.matcher(line).lookingAt() ? "" : line)
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    kernel.close();
  }
}
