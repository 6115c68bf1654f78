package gradus.gradebook;

import gradus.grading.ExerciseGrades;
import gradus.grading.Grades;
import gradus.grading.NotebookGrades;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The answers that a person has yet to grade, exercise by exercise, as text. */
final class MarkingPage {
  private MarkingPage() {}

  static String of(List<Row> rows, String assignment) {
    Map<String, List<String>> answers = new TreeMap<>();
    for (Row row : rows) {
      row.grades().ifPresent(grades -> collect(grades, answers));
    }
    List<String> parts = new ArrayList<>();
    parts.add("<h1>%s: answers to grade</h1>\n".formatted(Page.escaped(assignment)));
    parts.add(
        answers.isEmpty()
            ? "<p>Nothing is open.</p>\n"
            : "<p class=\"soft\">Write points and comments into manual.csv, and grade again. Pictures are in the notebooks that were handed in.</p>\n");
    answers.forEach(
        (exercise, all) -> {
          parts.add("<h2>%s</h2>\n".formatted(Page.escaped(exercise)));
          parts.addAll(all);
        });
    return Page.of("To grade · " + assignment, parts);
  }

  private static void collect(Grades grades, Map<String, List<String>> answers) {
    for (NotebookGrades notebook : grades.notebooks()) {
      for (ExerciseGrades exercise : notebook.exercises()) {
        if (exercise.open() > 0) {
          answers
              .computeIfAbsent(notebook.title() + "/" + exercise.id(), name -> new ArrayList<>())
              .add(
                  "<p><b>%s</b>, %s points</p>\n<pre>%s</pre>\n"
                      .formatted(
                          Page.escaped(grades.student()),
                          Page.number(exercise.open()),
                          Page.escaped(exercise.answer().text())));
        }
      }
    }
  }
}
