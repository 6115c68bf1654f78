package gradus.gradebook;

import gradus.plot.display.MimeBundle;
import java.util.List;

/** What all pages have in common; none needs a network. */
final class Page {
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
      .open > :first-child, .open > .points { color: var(--soft); }
      .hint { grid-column: 2 / 4; margin: .45rem 0 .1rem; padding: .45rem .8rem; border-left: 3px solid var(--none); background: var(--box); white-space: pre-wrap; overflow-wrap: anywhere; }
      .some .hint { border-color: var(--some); }
      .all .hint { border-color: var(--all); }
      .code, pre { font: .85rem/1.45 ui-monospace, monospace; }
      pre { background: var(--box); padding: .6rem .8rem; white-space: pre-wrap; overflow-wrap: anywhere; }
      .remark { background: var(--note); padding: .45rem .8rem; border-radius: .3rem; }
      """;

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%s</title>
      <style>
      %s</style>
      %s</html>
      """;

  private Page() {}

  /**
   * A page.
   *
   * @param title plain text
   * @param parts HTML
   */
  static String of(String title, List<String> parts) {
    return PAGE.formatted(escaped(title), STYLE, String.join("", parts));
  }

  /** A row of a table: what, a bar, how much. */
  static String bar(String what, double share, String amount) {
    return "<tr><td>%s</td><td><div class=\"bar\"><i style=\"width: %d%%\"></i></div></td><td>%s</td></tr>\n"
        .formatted(what, Math.round(100 * share), amount);
  }

  /** Points as they are written: whole where they are. */
  static String number(double points) {
    return points == Math.rint(points) ? "%.0f".formatted(points) : "%.2f".formatted(points);
  }

  static String points(double earned, double possible) {
    return number(earned) + " of " + number(possible);
  }

  static String escaped(String text) {
    return MimeBundle.escaped(text).replace("\"", "&quot;");
  }
}
