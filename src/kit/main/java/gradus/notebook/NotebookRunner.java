package gradus.notebook;

import gradus.sandbox.Isolation;
import gradus.sandbox.KernelProcess;
import gradus.sandbox.Limits;
import gradus.sandbox.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Runs one notebook from top to bottom and survives what its cells do.
 *
 * <p>When a cell ends its kernel, a new kernel runs the earlier cells again and continues after it.
 */
public final class NotebookRunner implements AutoCloseable {
  /** Cells with this tag are for experiments; grading skips them. */
  public static final String EXPLORE = "explore";

  private static final Pattern MAGIC = Pattern.compile("%{1,2}[A-Za-z]");

  private static final int MOST_KERNELS = 6;

  /** A notebook may be full of endless loops; grading has to end. */
  private static final int MOST_LATE = 10;

  /** A notebook that waits takes time, too. */
  private static final int PATIENCE = 2;

  private final Isolation isolation;
  private final Limits limits;
  private final Path folder;
  private final List<Cell> replayable = new ArrayList<>();
  private KernelProcess kernel;
  private final long start = System.nanoTime();
  private Duration spentByEarlierKernels = Duration.ZERO;
  private int kernels = 1;
  private int late;

  /** Starts a first kernel, in a folder that is all it sees beside the library. */
  public NotebookRunner(Isolation isolation, Limits limits, Path folder)
      throws IOException, InterruptedException {
    this.isolation = isolation;
    this.limits = limits;
    this.folder = folder;
    kernel = new KernelProcess(isolation, limits, folder);
  }

  /** Runs all cells and returns the outcomes of those with a grade_id. */
  public Map<String, Outcome> all(Notebook notebook) throws IOException, InterruptedException {
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

  /** Runs one cell after those that ran before. */
  public Outcome run(Cell cell) throws IOException, InterruptedException {
    if (kernels > MOST_KERNELS || late > MOST_LATE) {
      return Outcome.failed(
          Outcome.NOT_RUN,
          "Not run: earlier cells ended %d kernels, and %d ran out of time."
              .formatted(kernels - 1, late),
          true);
    }
    if (isSpent()) {
      return Outcome.failed(
          Outcome.NOTEBOOK_LIMIT,
          "Not run: the cells before it took more than %d seconds together."
              .formatted(limits.notebook().toSeconds()),
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

  private boolean isSpent() {
    return spentByEarlierKernels.plus(kernel.processorTime()).compareTo(limits.notebook()) > 0
        || System.nanoTime() - start > PATIENCE * limits.notebook().toNanos();
  }

  private void restart() throws IOException, InterruptedException {
    kernel.close();
    spentByEarlierKernels = spentByEarlierKernels.plus(kernel.processorTime());
    kernels++;
    if (kernels > MOST_KERNELS) {
      return;
    }
    kernel = new KernelProcess(isolation, limits, folder);
    for (int i = 0; i < replayable.size() && !isSpent(); i++) {
      if (kernel.run(i + 1, withoutMagic(replayable.get(i).source())).kernelDied()) {
        kernels = MOST_KERNELS + 1;
        return;
      }
    }
  }

  /** The library is on the kernel's class path already, and nothing else is to be loaded. */
  public static String withoutMagic(String source) {
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
