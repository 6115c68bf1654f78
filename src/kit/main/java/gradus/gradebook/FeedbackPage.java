package gradus.gradebook;

import gradus.grading.ExerciseGrades;
import gradus.grading.Grades;
import gradus.grading.NotebookGrades;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a student reads after grading: points and hints, as a page that needs no network. */
public final class FeedbackPage {
  private FeedbackPage() {}

  /** The page of a student whose submission was graded. */
  public static String of(Row row, String assignment) {
    Grades grades = row.grades().orElseThrow();
    List<String> parts = new ArrayList<>();
    parts.add(
        "<p class=\"soft\">Assignment %s</p>\n<h1>%s: %s points</h1>\n"
            .formatted(
                Page.escaped(assignment),
                Page.escaped(row.student()),
                Page.points(row.points().orElse(0), grades.possible())));
    parts.add(lateness(row));
    parts.add("<table>\n");
    grades.notebooks().forEach(notebook -> parts.add(line(notebook)));
    parts.add("</table>\n" + advice(grades));
    grades.notebooks().forEach(notebook -> parts.add(section(notebook)));
    return Page.of(assignment + " · " + row.student(), parts);
  }

  private static String lateness(Row row) {
    Lateness late = row.lateness();
    if (late.days() == 0) {
      return "";
    }
    String excused =
        late.excused() > 0 ? " after an extension of %d".formatted(late.excused()) : "";
    return "<p class=\"remark\">Handed in %d day%s late%s: %s %% of the points earned are taken off, which is %s.</p>\n"
        .formatted(
            late.days(),
            late.days() == 1 ? "" : "s",
            excused,
            Page.number(late.percent()),
            Page.number(row.penalty()));
  }

  private static String advice(Grades grades) {
    if (grades.open() > 0) {
      return "<p class=\"soft\">%s points are given by a person and still open.</p>\n"
          .formatted(Page.number(grades.open()));
    }
    return grades.earned() == grades.possible()
        ? "<p>Everything is right. Well done!</p>\n"
        : "<p class=\"soft\">Below is what each exercise earned, and under those that lost points what their checks saw and what to look at. Begin with the first: a later exercise may fail only because it calls an earlier one.</p>\n";
  }

  private static String line(NotebookGrades notebook) {
    return Page.bar(
        "<a href=\"#%1$s\">%1$s</a>".formatted(name(notebook)),
        notebook.earned() / Math.max(1e-9, notebook.possible()),
        Page.points(notebook.earned(), notebook.possible()));
  }

  private static String section(NotebookGrades notebook) {
    return "<h2 id=\"%1$s\"><span>%1$s</span><span>%2$s</span></h2>\n%3$s%4$s"
        .formatted(
            name(notebook),
            Page.points(notebook.earned(), notebook.possible()),
            joined(
                notebook.remarks().stream()
                    .map(remark -> "<p class=\"remark\">%s</p>\n".formatted(Page.escaped(remark)))
                    .toList()),
            joined(notebook.exercises().stream().map(FeedbackPage::row).toList()));
  }

  private static String row(ExerciseGrades exercise) {
    String kind = kind(exercise);
    String mark =
        switch (kind) {
          case "all" -> "✓";
          case "open" -> "…";
          case "some" -> "◐";
          default -> "✗";
        };
    return "<div class=\"exercise %s\"><span>%s</span><b>%s</b><span class=\"points\">%s</span>\n%s</div>\n"
        .formatted(
            kind,
            mark,
            Page.escaped(exercise.title()),
            Page.points(exercise.earned(), exercise.possible())
                + (exercise.open() > 0 ? ", %s open".formatted(Page.number(exercise.open())) : ""),
            joined(exercise.hints().stream().map(FeedbackPage::hint).toList()));
  }

  private static String kind(ExerciseGrades exercise) {
    if (exercise.earned() == exercise.possible()) {
      return "all";
    }
    return exercise.open() > 0 ? "open" : exercise.earned() > 0 ? "some" : "none";
  }

  /** What a compiler says points at a column, which only type of one width keeps. */
  private static String hint(String hint) {
    return "<div class=\"hint%s\">%s</div>\n"
        .formatted(hint.contains("^") ? " code" : "", Page.escaped(hint.strip()));
  }

  private static String name(NotebookGrades notebook) {
    return Page.escaped(notebook.title());
  }

  private static String joined(List<String> parts) {
    return parts.stream().collect(Collectors.joining());
  }
}
