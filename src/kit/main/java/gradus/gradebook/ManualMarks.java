package gradus.gradebook;

import gradus.grading.ExerciseGrades;
import gradus.grading.Grades;
import gradus.grading.NotebookGrades;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The points that a person gives: {@code manual.csv}. What the person wrote is never changed; rows
 * are only added.
 *
 * @param columns of the file, the person's own, too
 * @param rows by student and exercise
 */
record ManualMarks(List<String> columns, Map<Key, Map<String, String>> rows, Rubric rubric) {
  private static final List<String> COLUMNS =
      List.of("student", "notebook", "exercise", "points", "possible", "comment", "rubric");

  /** What a row is of. */
  record Key(String student, String notebook, String exercise) {
    @Override
    public String toString() {
      return "%s, %s/%s".formatted(student, notebook, exercise);
    }
  }

  static ManualMarks read(GradingFolder folder) throws IOException {
    Rubric rubric = Rubric.read(folder.rubric());
    if (!Files.exists(folder.manual())) {
      return new ManualMarks(COLUMNS, Map.of(), rubric);
    }
    CsvFile file =
        CsvFile.read(folder.manual())
            .requiring("student", "notebook", "exercise", "points", "possible", "comment");
    Map<Key, Map<String, String>> rows = new LinkedHashMap<>();
    for (Map<String, String> row : file.rows()) {
      Key key =
          new Key(
              row.getOrDefault("student", ""),
              row.getOrDefault("notebook", ""),
              row.getOrDefault("exercise", ""));
      if (rows.put(key, row) != null) {
        throw new IOException("manual.csv has two rows of %s; delete one".formatted(key));
      }
    }
    List<String> columns = new ArrayList<>(file.columns());
    COLUMNS.stream().filter(column -> !columns.contains(column)).forEach(columns::add);
    ManualMarks marks = new ManualMarks(columns, rows, rubric);
    for (Key key : rows.keySet()) {
      marks.mark(key, possible(rows.getOrDefault(key, Map.of())));
    }
    return marks;
  }

  private static double possible(Map<String, String> row) {
    try {
      return Double.parseDouble(row.getOrDefault("possible", "").replace(',', '.'));
    } catch (NumberFormatException e) {
      return Double.POSITIVE_INFINITY;
    }
  }

  private Optional<ManualMark> mark(Key key, double possible) throws IOException {
    Map<String, String> row = rows.getOrDefault(key, Map.of());
    if (!ManualMark.isIn(row)) {
      return Optional.empty();
    }
    try {
      return Optional.of(ManualMark.of(row, rubric, possible));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "manual.csv, %s: %s; correct the file and grade again".formatted(key, e.getMessage()), e);
    }
  }

  /** The grades with what a person gave. */
  Grades added(Grades grades) throws IOException {
    List<NotebookGrades> notebooks = new ArrayList<>();
    for (NotebookGrades notebook : grades.notebooks()) {
      List<ExerciseGrades> exercises = new ArrayList<>();
      for (ExerciseGrades exercise : notebook.exercises()) {
        exercises.add(added(exercise, key(grades, notebook, exercise)));
      }
      notebooks.add(new NotebookGrades(notebook.name(), exercises, notebook.remarks()));
    }
    return new Grades(grades.student(), notebooks);
  }

  private ExerciseGrades added(ExerciseGrades exercise, Key key) throws IOException {
    double possible = exercise.answer().points();
    Optional<ManualMark> mark = possible > 0 ? mark(key, possible) : Optional.empty();
    return mark.map(given -> exercise.graded(given.points(), given.comments())).orElse(exercise);
  }

  private static Key key(Grades grades, NotebookGrades notebook, ExerciseGrades exercise) {
    return new Key(grades.student(), notebook.title(), exercise.id());
  }

  /** The same with a row for each answer that is still open. */
  ManualMarks with(List<Row> students) {
    Map<Key, Map<String, String>> all = new LinkedHashMap<>(rows);
    for (Grades grades : graded(students)) {
      for (NotebookGrades notebook : grades.notebooks()) {
        for (ExerciseGrades exercise : notebook.exercises()) {
          if (exercise.open() > 0) {
            Key key = key(grades, notebook, exercise);
            all.computeIfAbsent(key, open -> row(open, exercise));
          }
        }
      }
    }
    return new ManualMarks(columns, all, rubric);
  }

  private static Map<String, String> row(Key key, ExerciseGrades exercise) {
    return Map.of(
        "student", key.student(),
        "notebook", key.notebook(),
        "exercise", key.exercise(),
        "possible", Page.number(exercise.answer().points()));
  }

  /** Rows with points that count for nobody, because their student or exercise is not there. */
  List<String> unused(List<Row> students) {
    Set<Key> used = new HashSet<>();
    for (Grades grades : graded(students)) {
      for (NotebookGrades notebook : grades.notebooks()) {
        notebook.exercises().stream()
            .filter(exercise -> exercise.answer().points() > 0)
            .forEach(exercise -> used.add(key(grades, notebook, exercise)));
      }
    }
    return rows.keySet().stream()
        .filter(key -> !used.contains(key) && ManualMark.isIn(rows.getOrDefault(key, Map.of())))
        .map(
            key ->
                "manual.csv, %s: its points are kept but do not count; no such answer was graded."
                    .formatted(key))
        .toList();
  }

  private static List<Grades> graded(List<Row> students) {
    return students.stream().flatMap(row -> row.grades().stream()).toList();
  }

  String text() {
    return new CsvFile("manual.csv", columns, List.copyOf(rows.values())).text();
  }
}
