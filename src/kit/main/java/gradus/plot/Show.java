package gradus.plot;

import java.util.UUID;

/**
 * Puts results under the running cell, in every Java kernel; in a plain program it prints their
 * text.
 *
 * <p>In a notebook: {@code import static gradus.plot.Show.show;} and then {@code show(chart);},
 * several times in a cell if need be.
 */
public final class Show {
  private Show() {}

  /** Shows a chart, table, image or anything else; what has no picture is shown as text. */
  public static void show(Object result) {
    live(result);
  }

  /** Shows several charts, image grids, heat maps or images side by side. */
  public static void show(Object first, Object second, Object... more) {
    var parts = new Object[2 + more.length];
    parts[0] = first;
    parts[1] = second;
    System.arraycopy(more, 0, parts, 2, more.length);
    live(SideBySide.of(parts));
  }

  /** Shows a result that is going to change, and hands back what can change it. */
  static Live live(Object result) {
    Display screen = Display.current();
    String id = UUID.randomUUID().toString();
    screen.show(Renderings.orText(result), id);
    return new Live(screen, id);
  }

  /** A result on a screen that can be replaced in place. */
  record Live(Display screen, String id) {
    void update(Object result) {
      screen.update(Renderings.orText(result), id);
    }
  }
}
