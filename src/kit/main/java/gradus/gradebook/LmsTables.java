package gradus.gradebook;

import gradus.grading.ExerciseGrades;
import gradus.grading.Grades;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tables that learning management systems take.
 *
 * @param rows of all students
 * @param roster what the systems know of them
 */
record LmsTables(List<Row> rows, Roster roster) {
  /** For Moodle's "Upload grading worksheet". */
  String moodle() {
    List<Map<String, String>> lines = new ArrayList<>();
    for (Row row : known()) {
      Map<String, String> line = new LinkedHashMap<>();
      line.put("Identifier", roster.cell(row.student(), "identifier"));
      line.put("Email address", roster.cell(row.student(), "email"));
      line.put("Grade", grade(row));
      line.put("Feedback comments", comment(row));
      lines.add(line);
    }
    List<String> columns = List.of("Identifier", "Email address", "Grade", "Feedback comments");
    return new CsvFile("moodle.csv", columns, lines).text();
  }

  /** For Canvas' import of grades. */
  String canvas(String assignment) {
    List<Map<String, String>> lines = new ArrayList<>();
    for (Row row : known()) {
      Map<String, String> line = new LinkedHashMap<>();
      String name = roster.cell(row.student(), "name");
      line.put("Student", name.isEmpty() ? row.student() : name);
      line.put("ID", roster.cell(row.student(), "id"));
      line.put("SIS User ID", roster.cell(row.student(), "sis user id"));
      line.put("Section", roster.cell(row.student(), "section"));
      line.put(assignment, grade(row));
      lines.add(line);
    }
    List<String> columns = List.of("Student", "ID", "SIS User ID", "Section", assignment);
    return new CsvFile("canvas.csv", columns, lines).text();
  }

  private List<Row> known() {
    return rows.stream().filter(row -> roster.students().containsKey(row.student())).toList();
  }

  private static String grade(Row row) {
    boolean isOpen = row.grades().map(Grades::open).orElse(0.0) > 0; // a person has to mark it
    return row.points().isPresent() && !isOpen ? Page.number(row.points().getAsDouble()) : "";
  }

  private static String comment(Row row) {
    if (row.grades().isEmpty()) {
      return row.status() == Status.NOT_HANDED_IN ? "Not handed in." : "";
    }
    Grades grades = row.grades().get();
    List<String> lost = new ArrayList<>();
    for (int i = 0; i < grades.exercises().size(); i++) {
      ExerciseGrades exercise = grades.exercises().get(i);
      if (exercise.earned() + exercise.open() < exercise.possible()) {
        lost.add(
            "%s: %s"
                .formatted(
                    grades.exerciseNames().get(i),
                    Page.points(exercise.earned(), exercise.possible())));
      }
    }
    if (grades.open() > 0) {
      lost.add(Page.number(grades.open()) + " points are still to be given by a person");
    }
    if (row.lateness().days() > 0) {
      lost.add("%d days late: −%s".formatted(row.lateness().days(), Page.number(row.penalty())));
    }
    return lost.isEmpty() ? "Everything is right." : String.join("; ", lost) + ".";
  }
}
