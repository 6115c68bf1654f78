package gradus.gradebook;

import gradus.assignment.Assignment;
import gradus.grading.ExerciseGrades;
import gradus.grading.Grades;
import gradus.grading.NotebookGrades;
import gradus.grading.WrittenAnswer;
import gradus.sandbox.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A class whose submissions are graded without a kernel. The assignment has code for 2 points and
 * an essay for 5.
 */
final class SmallClass {
  private static final String NOTEBOOK =
      """
      {"cells": [
       {"cell_type": "code", "id": "a", "source": "int two() { return 2; }", "outputs": [],
        "metadata": {"nbgrader": {"grade_id": "code", "grade": false, "solution": true, "locked": false}}},
       {"cell_type": "code", "id": "b", "source": "two();", "outputs": [],
        "metadata": {"nbgrader": {"grade_id": "test", "grade": true, "solution": false, "locked": true, "points": 2}}},
       {"cell_type": "markdown", "id": "c", "source": "Because.",
        "metadata": {"nbgrader": {"grade_id": "why", "grade": true, "solution": true, "locked": false, "points": %d}}}
      ], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
      """;

  final GradingFolder folder;
  final List<String> gradedStudents = Collections.synchronizedList(new ArrayList<>());
  private final Path root;
  private int essayPoints = 5;

  SmallClass(Path root) throws IOException {
    this.root = root;
    folder = new GradingFolder(root.resolve("graded"));
    essay(essayPoints);
  }

  /** Changes what the essay is worth. */
  void essay(int points) throws IOException {
    essayPoints = points;
    Path source = Files.createDirectories(root.resolve("source/e1"));
    Files.writeString(source.resolve("essay.ipynb"), NOTEBOOK.formatted(points));
  }

  void submit(String student, String text) throws IOException {
    Path own = Files.createDirectories(root.resolve("submitted").resolve(student));
    if (!text.isEmpty()) {
      Files.writeString(own.resolve("essay.ipynb"), text);
    }
  }

  Path submission(String student) {
    return root.resolve("submitted").resolve(student);
  }

  /** What a text earns: 2 for code that is right; its essay is open. */
  Grades grades(String student) throws IOException {
    gradedStudents.add(student);
    String text = Files.readString(submission(student).resolve("essay.ipynb"));
    if (text.equals("huge")) {
      throw new OutOfMemoryError("Java heap space");
    }
    if (text.equals("deep")) {
      throw new StackOverflowError();
    }
    if (text.equals("full")) {
      throw new IOException("No space left on device");
    }
    double earned = text.contains("right") ? 2 : 0;
    return new Grades(
        student,
        List.of(
            new NotebookGrades(
                "essay.ipynb",
                List.of(
                    new ExerciseGrades(
                        "code", "Code", earned, 2, List.of(), new WrittenAnswer(0, "")),
                    new ExerciseGrades(
                        "why",
                        "Why",
                        0,
                        essayPoints,
                        List.of(),
                        new WrittenAnswer(essayPoints, text))),
                List.of())));
  }

  Map<String, Row> grade(String... only) throws IOException, InterruptedException {
    return grade(Roster.NONE, new Deadline(Optional.empty(), 0, Map.of()), false, only);
  }

  /** Grades the class as the command does, and writes all files. */
  Map<String, Row> grade(Roster roster, Deadline deadline, boolean again, String... only)
      throws IOException, InterruptedException {
    gradedStudents.clear();
    ClassBook book = book(roster, deadline);
    book.check();
    var conditions =
        GradingConditions.of(folder, book.assignment(), Limits.DEFAULT, Optional.empty(), again);
    messages.clear();
    messages.addAll(conditions.changes());
    Plan plan =
        Plan.of(
            folder, book.submissions(), conditions.digest(), new Plan.Choice(again, Set.of(only)));
    List<Row> rows = new ClassGrading(folder, this::grades, finished::add).grade(plan, 2);
    messages.addAll(book.write(rows));
    Map<String, Row> all = new TreeMap<>();
    for (Row row : rows) {
      all.put(row.student(), book.completed(row));
    }
    return all;
  }

  final List<String> messages = new ArrayList<>();
  final List<Row> finished = new ArrayList<>();

  ClassBook book(Roster roster, Deadline deadline) throws IOException {
    Map<String, List<Path>> submissions = new TreeMap<>();
    try (var all = Files.list(root.resolve("submitted"))) {
      all.forEach(path -> submissions.put(path.getFileName().toString(), List.of(path)));
    }
    return new ClassBook(folder, Assignment.read(root, "e1"), submissions, roster, deadline);
  }

  /** The rows of a written table. */
  List<Map<String, String>> table(Path file) throws IOException {
    return CsvFile.read(file).rows();
  }

  Map<String, String> row(String student) throws IOException {
    return table(folder.table()).stream()
        .filter(row -> row.get("student").equals(student))
        .findFirst()
        .orElseThrow();
  }
}
