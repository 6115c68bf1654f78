package gradus.assignment;

import java.util.List;
import java.util.stream.Collectors;

/** What a student reads after grading: points and hints, as a page that needs no network. */
public final class FeedbackPage {
  private static final String STYLE =
      """
      :root { --ink: #1d2430; --soft: #5c6675; --line: #dfe3e8; --page: #fff; --box: #f5f7f9;
        --all: #17733b; --some: #9a5b00; --none: #b3261e; --note: #fff4d6; }
      @media (prefers-color-scheme: dark) {
        :root { --ink: #e6e9ee; --soft: #9aa5b4; --line: #323a46; --page: #14181e; --box: #1e242c;
          --all: #5fce8a; --some: #f0b455; --none: #ff8a80; --note: #40351a; }
      }
      body { font: 16px/1.55 system-ui, sans-serif; max-width: 50rem; margin: 2.5rem auto; padding: 0 1.2rem; color: var(--ink); background: var(--page); }
      h1 { font-size: 1.7rem; margin: 0; }
      h2 { font-size: 1.2rem; margin: 2.4rem 0 .4rem; display: flex; justify-content: space-between; border-bottom: 2px solid var(--ink); padding-bottom: .2rem; }
      h2 a { color: inherit; text-decoration: none; }
      p { margin: .4rem 0; }
      .soft { color: var(--soft); }
      table { border-collapse: collapse; width: 100%; margin: 1.2rem 0; }
      td { padding: .25rem .6rem .25rem 0; }
      td:nth-child(2) { width: 55%; }
      td:last-child, .points { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
      .bar { height: .55rem; border-radius: .3rem; background: var(--line); overflow: hidden; }
      .bar i { display: block; height: 100%; background: var(--all); }
      .exercise { display: grid; grid-template-columns: 1.6rem 1fr auto; padding: .5rem 0; border-bottom: 1px solid var(--line); }
      .exercise > b { font-weight: 600; }
      .all > :first-child, .all > .points { color: var(--all); }
      .some > :first-child, .some > .points { color: var(--some); }
      .none > :first-child, .none > .points { color: var(--none); }
      .hint { grid-column: 2 / 4; margin: .45rem 0 .1rem; padding: .45rem .8rem; border-left: 3px solid var(--none); background: var(--box); white-space: pre-wrap; overflow-wrap: anywhere; }
      .some .hint { border-color: var(--some); }
      .code { font: .85rem/1.45 ui-monospace, monospace; }
      .remark { background: var(--note); padding: .45rem .8rem; border-radius: .3rem; }
      """;

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%2$s · %1$s</title>
      <style>
      %3$s</style>
      <p class="soft">Assignment %2$s</p>
      <h1>%1$s: %4$s points</h1>
      <table>
      %5$s</table>
      %6$s
      %7$s</html>
      """;

  private FeedbackPage() {}

  /** The page of one student. */
  public static String of(Grades grades, String assignment) {
    return PAGE.formatted(
        escaped(grades.student()),
        escaped(assignment),
        STYLE,
        points(grades.earned(), grades.possible()),
        joined(grades.notebooks().stream().map(FeedbackPage::line).toList()),
        advice(grades),
        joined(grades.notebooks().stream().map(FeedbackPage::section).toList()));
  }

  private static String advice(Grades grades) {
    return grades.earned() == grades.possible()
        ? "<p>Everything is right. Well done!</p>"
        : "<p class=\"soft\">Below is what each exercise earned, and under those that lost points what their checks saw and what to look at. Begin with the first: a later exercise may fail only because it calls an earlier one.</p>";
  }

  private static String line(NotebookGrades notebook) {
    return "<tr><td><a href=\"#%1$s\">%1$s</a></td><td><div class=\"bar\"><i style=\"width: %2$d%%\"></i></div></td><td>%3$s</td></tr>\n"
        .formatted(
            name(notebook),
            Math.round(100 * notebook.earned() / Math.max(1e-9, notebook.possible())),
            points(notebook.earned(), notebook.possible()));
  }

  private static String section(NotebookGrades notebook) {
    return "<h2 id=\"%1$s\"><span>%1$s</span><span>%2$s</span></h2>\n%3$s%4$s"
        .formatted(
            name(notebook),
            points(notebook.earned(), notebook.possible()),
            joined(
                notebook.remarks().stream()
                    .map(remark -> "<p class=\"remark\">%s</p>\n".formatted(escaped(remark)))
                    .toList()),
            joined(notebook.exercises().stream().map(FeedbackPage::row).toList()));
  }

  private static String row(ExerciseGrades exercise) {
    boolean all = exercise.earned() == exercise.possible();
    String kind = all ? "all" : exercise.earned() > 0 ? "some" : "none";
    return "<div class=\"exercise %s\"><span>%s</span><b>%s</b><span class=\"points\">%s</span>\n%s</div>\n"
        .formatted(
            kind,
            all ? "✓" : exercise.earned() > 0 ? "◐" : "✗",
            escaped(exercise.title()),
            points(exercise.earned(), exercise.possible()),
            joined(exercise.hints().stream().map(FeedbackPage::hint).toList()));
  }

  /** What a compiler says points at a column, which only type of one width keeps. */
  private static String hint(String hint) {
    return "<div class=\"hint%s\">%s</div>\n"
        .formatted(hint.contains("^") ? " code" : "", escaped(hint.strip()));
  }

  private static String name(NotebookGrades notebook) {
    return escaped(notebook.title());
  }

  private static String joined(List<String> parts) {
    return parts.stream().collect(Collectors.joining());
  }

  private static String points(double earned, double possible) {
    return number(earned) + " of " + number(possible);
  }

  /** Points as they are written: whole where they are. */
  public static String number(double points) {
    return points == Math.rint(points) ? "%.0f".formatted(points) : "%.2f".formatted(points);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
