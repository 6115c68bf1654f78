package gradus.gradebook;

import gradus.grading.Grades;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** The grading of a class: each result is on the disk as soon as it is there. */
public final class ClassGrading {
  private final Results results;
  private final SubmissionGrader grader;
  private final Consumer<Row> finished;

  /** What grades one submission. */
  @FunctionalInterface
  public interface SubmissionGrader {
    Grades grade(String student) throws IOException, InterruptedException;
  }

  /**
   * A grading.
   *
   * @param finished is called with each row as it is done, by one thread at a time
   */
  public ClassGrading(GradingFolder folder, SubmissionGrader grader, Consumer<Row> finished) {
    this.results = folder.results();
    this.grader = grader;
    this.finished = finished;
  }

  /**
   * Grades what a plan leaves to do.
   *
   * @param atOnce the number graded at the same time
   * @return the rows of all students, those that were known, too
   */
  public List<Row> grade(Plan plan, int atOnce) throws InterruptedException {
    Map<String, Row> rows = new TreeMap<>(plan.known());
    List<Plan.Submission> starved = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(atOnce)) {
      List<Future<Row>> running = new ArrayList<>();
      for (Plan.Submission submission : plan.open()) {
        running.add(workers.submit(worker(submission, starved)));
      }
      for (Future<Row> done : running) {
        Row row = done.get();
        rows.put(row.student(), row);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a worker returns a row whatever happens", e);
    }
    // Memory may have been short because of another submission; alone, each shows its own need.
    for (Plan.Submission submission : starved) {
      Row row = row(submission);
      rows.put(row.student(), row);
      report(row);
    }
    return List.copyOf(rows.values());
  }

  private Callable<Row> worker(Plan.Submission submission, List<Plan.Submission> starved) {
    return () -> {
      Row row = row(submission);
      if (row.reason().startsWith(OutOfMemoryError.class.getSimpleName())) {
        synchronized (starved) {
          starved.add(submission);
        }
      } else {
        report(row);
      }
      return row;
    };
  }

  /** Whatever goes wrong with a submission is said in its row, and in no other. */
  @SuppressWarnings("CatchingUnchecked")
  private Row row(Plan.Submission submission) throws InterruptedException {
    try {
      Grades grades = grader.grade(submission.student());
      results.write(submission.digest(), grades);
      return Row.graded(grades);
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable e) {
      return Row.notGraded(submission.student(), reason(e));
    }
  }

  private synchronized void report(Row row) {
    finished.accept(row);
  }

  static String reason(Throwable e) {
    return e instanceof IOException && e.getMessage() != null
        ? e.getMessage()
        : e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
