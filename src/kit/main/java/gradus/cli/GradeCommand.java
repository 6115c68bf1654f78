package gradus.cli;

import static java.util.Objects.requireNonNull;

import gradus.assignment.Assignment;
import gradus.assignment.KernelArchive;
import gradus.gradebook.ClassBook;
import gradus.gradebook.ClassGrading;
import gradus.gradebook.GradingConditions;
import gradus.gradebook.GradingFolder;
import gradus.gradebook.Plan;
import gradus.gradebook.Row;
import gradus.gradebook.Status;
import gradus.grading.Grader;
import gradus.grading.HandIn;
import gradus.grading.HandIns;
import gradus.sandbox.AvailableIsolation;
import gradus.sandbox.Isolation;
import gradus.sandbox.Limits;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Grades what a class handed in. */
@Command(
    name = "grade",
    mixinStandardHelpOptions = true,
    description =
        "Grades the submissions of a class, each in an isolated kernel of its own; writes tables"
            + " of the class and feedback for each student. What was graded before and is unchanged"
            + " is skipped, so a grading that was ended goes on where it was.")
final class GradeCommand implements Callable<Integer> {
  /** An archive takes about as long as it saves for two submissions. */
  private static final int WORTH_AN_ARCHIVE = 3;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClassFolder classFolder = new ClassFolder();

  @Option(
      names = "--cell-timeout",
      converter = Count.class,
      paramLabel = "SECONDS",
      description =
          "What one cell may take of the processor; a notebook may take 60 s and two such times.")
  private int seconds = (int) Limits.DEFAULT.time().toSeconds();

  @Option(
      names = "--memory",
      converter = Count.class,
      paramLabel = "MEGABYTES",
      description = "What the objects of one kernel may take; all else has 512 more.")
  private int megabytes = Limits.DEFAULT.megabytes();

  @Option(
      names = "--at-once",
      converter = Count.class,
      paramLabel = "N",
      description = "How many submissions at a time.")
  private int atOnce = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--unisolated",
      description =
          "Grade even where the system offers no isolation: a submission can then read your files"
              + " and use the network.")
  private boolean unisolated;

  @Option(
      names = "--seed",
      description =
          "What the hidden inputs are drawn from; kept in the output folder, and drawn anew by --again.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--student",
      paramLabel = "NAME",
      description = "Grade this one only, again if need be; can be given several times.")
  private List<String> only = List.of();

  @Option(
      names = "--again",
      description =
          "Grade all again, on new hidden inputs, what was graded before and unchanged, too.")
  private boolean again;

  @Mixin private ClassOptions options = new ClassOptions();

  @Override
  public Integer call() throws MissingException, IOException, InterruptedException {
    Path folder = classFolder.handedIn();
    Assignment assignment = Assignment.read(Kit.current().assignments(), classFolder.assignment());
    HandIns found = HandIns.in(folder, assignment);
    Map<String, List<Path>> submissions = new TreeMap<>();
    found.students().forEach((student, handIn) -> submissions.put(student, handIn.places()));
    var graded = new GradingFolder(classFolder.output());
    var book = new ClassBook(graded, assignment, submissions, options.roster(), options.deadline());
    Isolation isolation = isolation();
    out().printf("%d submissions, %d at a time, %s.%n", submissions.size(), atOnce, isolation);
    found.remarks().forEach(out()::println);
    isolation.warning().ifPresent(spec.commandLine().getErr()::println);
    List<Row> rows;
    try (Closeable _ = graded.alone()) {
      rows =
          grade(
              book,
              found.students(),
              isolation,
              new Limits(Duration.ofSeconds(seconds), megabytes));
      book.write(rows).forEach(out()::println);
    }
    out().println("The class: " + graded.table() + " and " + graded.classPage().getFileName());
    out().println("Feedback:  " + graded.feedback());
    out().flush();
    return rows.stream()
            .filter(row -> only.isEmpty() || only.contains(row.student()))
            .anyMatch(row -> row.status() == Status.NOT_GRADED)
        ? 1
        : 0;
  }

  private List<Row> grade(
      ClassBook book, Map<String, HandIn> handIns, Isolation isolation, Limits limits)
      throws IOException, InterruptedException {
    book.check();
    var choice = new Plan.Choice(again, Set.copyOf(only));
    Plan.check(choice, book.submissions());
    var conditions =
        GradingConditions.of(
            book.folder(), book.assignment(), limits, seed, again && only.isEmpty());
    conditions.changes().forEach(out()::println);
    Plan plan = Plan.of(book.folder(), book.submissions(), conditions.digest(), choice);
    if (plan.unchanged() > 0) {
      out()
          .printf("%d were graded before and are unchanged; they are skipped.%n", plan.unchanged());
    }
    if (plan.open().isEmpty()) {
      return List.copyOf(plan.known().values());
    }
    if (plan.open().size() >= WORTH_AN_ARCHIVE) {
      var unused = KernelArchive.make(book.assignment());
    }
    Grader grader = Grader.of(book.assignment(), conditions.seed(), isolation, limits);
    AtomicInteger done = new AtomicInteger();
    int all = plan.open().size();
    return new ClassGrading(
            book.folder(),
            student -> grader.grade(requireNonNull(handIns.get(student))),
            row -> finish(book, row, done.incrementAndGet() + "/" + all))
        .grade(plan, atOnce);
  }

  /** Writes a student's page as soon as the grades are there. */
  private void finish(ClassBook book, Row row, String progress) {
    try {
      Row completed = book.completed(row);
      book.writePage(completed);
      say(completed, progress);
    } catch (IOException | RuntimeException e) {
      spec.commandLine()
          .getErr()
          .printf(
              "%7s  %s: the page is not written: %s%n", progress, row.student(), e.getMessage());
    }
  }

  private Isolation isolation() throws MissingException, IOException, InterruptedException {
    Optional<Isolation> best = AvailableIsolation.best();
    if (best.isEmpty() && !unisolated) {
      throw new MissingException(
          """
          Nothing was graded: this system offers no isolation, and a submission is a stranger's program. \
          Install bubblewrap (on Debian and Ubuntu: apt-get install bubblewrap), grade on Linux in a \
          virtual machine, or type --unisolated to let submissions read your files and use the network.\
          """);
    }
    return best.orElseGet(Isolation.None::new);
  }

  private void say(Row row, String progress) {
    out()
        .printf(
            "%7s  %-28s %s%s%n",
            progress,
            row.student(),
            row.pointsInWords(),
            row.remarks().isEmpty() ? "" : "   " + row.remarks().getFirst());
    out().flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
