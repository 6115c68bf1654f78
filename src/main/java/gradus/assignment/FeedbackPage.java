package gradus.assignment;

import gradus.assignment.Marks.OfExercise;
import gradus.assignment.Marks.OfNotebook;
import java.util.List;
import java.util.stream.Collectors;

/** What a student reads after grading: points and hints, as a page that needs no network. */
public final class FeedbackPage {
  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%1$s: %2$s</title>
      <style>
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 54rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
        table { border-collapse: collapse; width: 100%%; }
        td { border-top: 1px solid #ddd; padding: .4rem .6rem; vertical-align: top; }
        td.points { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        td.all { color: #17733b; }
        td.some, td.none { color: #a33a00; }
        p.hint { margin: .2rem 0; white-space: pre-wrap; }
        p.remark { background: #fff4d6; padding: .4rem .6rem; }
      </style>
      <h1>%1$s</h1>
      <p><b>%3$s points</b> for %2$s.</p>
      %4$s</html>
      """;

  private FeedbackPage() {}

  /** The page of one student. */
  public static String of(Marks marks, String assignment) {
    return PAGE.formatted(
        escaped(marks.student()),
        escaped(assignment),
        points(marks.earned(), marks.possible()),
        marks.notebooks().stream().map(FeedbackPage::section).collect(Collectors.joining()));
  }

  private static String section(OfNotebook notebook) {
    return "<h2>%s</h2>\n%s<table>\n%s</table>\n"
        .formatted(
            escaped(notebook.name().replace(".ipynb", "")),
            paragraphs("remark", notebook.remarks()),
            notebook.exercises().stream().map(FeedbackPage::row).collect(Collectors.joining()));
  }

  private static String row(OfExercise exercise) {
    String kind =
        exercise.earned() == exercise.possible() ? "all" : exercise.earned() > 0 ? "some" : "none";
    return "<tr><td>%s\n%s</td><td class=\"points %s\">%s</td></tr>\n"
        .formatted(
            escaped(exercise.title()),
            paragraphs("hint", exercise.hints()),
            kind,
            points(exercise.earned(), exercise.possible()));
  }

  private static String paragraphs(String kind, List<String> texts) {
    return texts.stream()
        .map(text -> "<p class=\"%s\">%s</p>\n".formatted(kind, escaped(text)))
        .collect(Collectors.joining());
  }

  private static String points(double earned, double possible) {
    return number(earned) + " of " + number(possible);
  }

  static String number(double points) {
    return points == Math.rint(points) ? "%.0f".formatted(points) : "%.2f".formatted(points);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
