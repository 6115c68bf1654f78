package gradus.cli;

import gradus.assignment.Assignment;
import gradus.assignment.AvailableIsolation;
import gradus.assignment.FeedbackPage;
import gradus.assignment.Gradebook;
import gradus.assignment.Grader;
import gradus.assignment.Grades;
import gradus.assignment.HandIns;
import gradus.assignment.Isolation;
import gradus.assignment.Limits;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Grades what a class handed in. */
@Command(
    name = "grade",
    mixinStandardHelpOptions = true,
    description =
        "Grades the submissions of a class, each in an isolated kernel of its own; writes a table"
            + " of the class and feedback for each student.")
final class GradeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "ASSIGNMENT", description = "Its name, such as a1.")
  private String name = "";

  @Parameters(
      index = "1",
      paramLabel = "FOLDER",
      description =
          "Holds a folder or a .zip for each student, what Moodle or Canvas put into one, or"
              + " STUDENT_NOTEBOOK.ipynb.")
  private Path folder = Path.of("");

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where to write class.csv and feedback/; FOLDER-graded unless given.")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--cell-timeout",
      converter = Count.class,
      paramLabel = "SECONDS",
      description = "What one cell may take.")
  private int seconds = (int) Limits.DEFAULT.time().toSeconds();

  @Option(
      names = "--memory",
      converter = Count.class,
      paramLabel = "MEGABYTES",
      description = "What one kernel may take.")
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
      description = "What the hidden inputs are drawn from; a new one each time unless given.")
  private Optional<Long> seed = Optional.empty();

  @Override
  public Integer call() throws MissingException, IOException, InterruptedException {
    if (!Files.isDirectory(folder)) {
      throw new MissingException(
          "There is no folder " + folder + "; name the one that holds a folder for each student.");
    }
    Assignment assignment = Assignment.read(Kit.current().assignments(), name);
    Isolation isolation = isolation();
    Grader grader =
        Grader.of(
            assignment,
            seed.orElseGet(() -> new SecureRandom().nextLong() >>> 1),
            isolation,
            new Limits(Duration.ofSeconds(seconds), megabytes));
    HandIns found = HandIns.in(folder, assignment);
    Gradebook students = new Gradebook(found.students());
    out().printf("%d submissions, %d at a time, %s.%n", found.students().size(), atOnce, isolation);
    found.remarks().forEach(out()::println);
    isolation.warning().ifPresent(spec.commandLine().getErr()::println);
    AtomicInteger done = new AtomicInteger();
    int all = found.students().size();
    List<Grades> grades =
        students.grade(grader, atOnce, one -> say(one, done.incrementAndGet() + "/" + all));
    Gradebook.summary(grades).forEach(out()::println);
    write(grades);
    return 0;
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

  private synchronized void say(Grades grades, String progress) {
    out()
        .printf(
            "%7s  %-28s %5s of %s%s%n",
            progress,
            grades.student(),
            FeedbackPage.number(grades.earned()),
            FeedbackPage.number(grades.possible()),
            grades.remarks().isEmpty() ? "" : "   " + grades.remarks().getFirst());
    out().flush();
  }

  private void write(List<Grades> all) throws IOException {
    Path handedIn = folder.toAbsolutePath().normalize();
    Path graded = output.orElse(handedIn.resolveSibling(handedIn.getFileName() + "-graded"));
    Path pages = Files.createDirectories(graded.resolve("feedback"));
    for (Grades grades : all) {
      Files.writeString(pages.resolve(grades.student() + ".html"), FeedbackPage.of(grades, name));
    }
    Path table = graded.resolve("class.csv");
    Gradebook.table(all).write().csv(table.toFile());
    out().println("The class: " + table);
    out().println("Feedback:  " + pages);
    out().flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
