package gradus.gradebook;

import gradus.assignment.Assignment;
import gradus.assignment.ExerciseVersion;
import gradus.datasets.WholeFile;
import gradus.grading.FileNames;
import gradus.grading.Grades;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tech.tablesaw.api.Table;

/**
 * A class with its submissions, and all that is written of it.
 *
 * @param folder that gets the files
 * @param assignment that was handed in
 * @param submissions the places of what each student handed in
 * @param roster of the class, if there is one
 */
public record ClassBook(
    GradingFolder folder,
    Assignment assignment,
    Map<String, List<Path>> submissions,
    Roster roster,
    Deadline deadline) {

  /** The points of each exercise, by names such as {@code knn/vote}. */
  Map<String, Double> exercises() {
    Map<String, Double> exercises = new LinkedHashMap<>();
    assignment
        .versions()
        .forEach(
            (name, version) -> {
              if (!name.endsWith("/" + ExerciseVersion.REST)) {
                exercises.put(name, version.points());
              }
            });
    return exercises;
  }

  /**
   * Reads what people write, so that a mistake in it is found before anything is graded.
   *
   * @throws IOException naming the mistake
   */
  public void check() throws IOException {
    ManualMarks.read(folder);
    if (Files.exists(folder.table())) {
      CsvFile.read(folder.table());
    }
  }

  /** A row with what a person gave, and what lateness costs. */
  public Row completed(Row row) throws IOException {
    return completed(row, ManualMarks.read(folder));
  }

  private Row completed(Row row, ManualMarks marks) throws IOException {
    if (row.grades().isEmpty()) {
      return row;
    }
    return row.with(marks.added(row.grades().get()), lateness(row.student()));
  }

  private Lateness lateness(String student) throws IOException {
    if (deadline.due().isEmpty()) {
      return Lateness.NONE;
    }
    Optional<LocalDateTime> stated = roster.handedIn(student);
    return deadline.of(
        student,
        stated.isPresent()
            ? stated.get()
            : lastChange(submissions.getOrDefault(student, List.of())));
  }

  /** Of the files of this assignment, where they are in a folder of its name; else of all. */
  private LocalDateTime lastChange(List<Path> places) throws IOException {
    LocalDateTime latest = LocalDateTime.MIN;
    List<Path> all =
        Digest.files(places).stream().filter(file -> !isIgnored(file, places)).toList();
    List<Path> own = all.stream().filter(file -> isOwn(file, places)).toList();
    for (Path file : own.isEmpty() ? all : own) {
      var changed = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
      LocalDateTime time = LocalDateTime.ofInstant(changed, ZoneId.systemDefault());
      latest = time.isAfter(latest) ? time : latest;
    }
    return latest;
  }

  private boolean isOwn(Path file, List<Path> places) {
    return namesBelow(places, file).anyMatch(name -> name.equalsIgnoreCase(assignment.name()));
  }

  private static boolean isIgnored(Path file, List<Path> places) {
    return namesBelow(places, file).anyMatch(FileNames::isIgnored);
  }

  private static Stream<String> namesBelow(List<Path> places, Path file) {
    return places.stream()
        .filter(file::startsWith)
        .map(place -> place.relativize(file))
        .flatMap(below -> StreamSupport.stream(below.spliterator(), false))
        .map(Path::toString);
  }

  /** Writes the page of a student who was graded. */
  public void writePage(Row completed) throws IOException {
    if (completed.grades().isPresent()) {
      WholeFile.write(
          folder.feedback().resolve(completed.student() + ".html"),
          FeedbackPage.of(completed, assignment.name()));
    }
  }

  /**
   * Writes all tables and pages.
   *
   * @param graded one row for each student with a submission
   * @return what a teacher should know, in lines
   */
  public List<String> write(List<Row> graded) throws IOException {
    ManualMarks marks = ManualMarks.read(folder);
    List<Row> rows = new ArrayList<>();
    for (Row row : everybody(graded)) {
      Row completed = completed(row, marks);
      writePage(completed);
      rows.add(completed);
    }
    var statistics = new Statistics(rows, exercises());
    List<String> lines = new ArrayList<>(Summary.of(statistics));
    lines.addAll(marks.unused(rows));
    deadline.extensions().keySet().stream()
        .filter(student -> rows.stream().noneMatch(row -> row.student().equals(student)))
        .forEach(student -> lines.add("An extension is for nobody in the class: " + student));
    lines.addAll(writeTable(rows));
    WholeFile.write(folder.classPage(), ClassPage.of(statistics, assignment.name()));
    lines.addAll(writeOpen(rows, marks));
    if (!roster.students().isEmpty()) {
      var tables = new LmsTables(rows, roster);
      WholeFile.write(folder.root().resolve("moodle.csv"), tables.moodle());
      WholeFile.write(folder.root().resolve("canvas.csv"), tables.canvas(assignment.name()));
      rows.stream()
          .map(Row::student)
          .filter(student -> !roster.students().containsKey(student))
          .forEach(student -> lines.add("Not in the roster: " + student));
    }
    return lines;
  }

  /** Who is in the roster and has no folder, too. */
  private List<Row> everybody(List<Row> graded) {
    Map<String, Row> rows = new TreeMap<>();
    roster.students().keySet().forEach(name -> rows.put(name, Row.notHandedIn(name)));
    graded.forEach(row -> rows.put(row.student(), row));
    return List.copyOf(rows.values());
  }

  private List<String> writeTable(List<Row> rows) throws IOException {
    Optional<LastGrading> last = LastGrading.read(folder.lastGrading());
    Table table = ClassTable.of(rows, exercises());
    List<String> lines = new ArrayList<>();
    if (Files.exists(folder.table())) {
      String before = Files.readString(folder.table());
      table =
          ClassTable.withTeachersColumns(
              table, CsvFile.read(folder.table()), last.map(LastGrading::columns).orElse(Set.of()));
      if (last.filter(one -> !one.table().equals(Digest.of(before))).isPresent()) {
        WholeFile.write(folder.root().resolve("class-before.csv"), before);
        lines.add(
            "class.csv had been edited: columns that were added are kept, and the file as it was is class-before.csv.");
      }
    }
    String text = CsvFile.text(table);
    WholeFile.write(folder.table(), text);
    if (last.isPresent()) {
      last.get().withTable(text).write(folder.lastGrading());
    }
    return lines;
  }

  private List<String> writeOpen(List<Row> rows, ManualMarks marks) throws IOException {
    double open = rows.stream().mapToDouble(ClassBook::open).sum();
    ManualMarks all = marks.with(rows);
    if (!all.rows().isEmpty()) {
      if (all.rows().size() > marks.rows().size()) {
        WholeFile.write(folder.manual(), all.text());
      }
      WholeFile.write(folder.toMark(), MarkingPage.of(rows, assignment.name()));
    }
    return open == 0
        ? List.of()
        : List.of(
            "%s points are still to be given by hand: read %s, write into %s and grade again."
                .formatted(Page.number(open), folder.toMark(), folder.manual()));
  }

  private static double open(Row row) {
    return row.grades().map(Grades::open).orElse(0.0);
  }
}
