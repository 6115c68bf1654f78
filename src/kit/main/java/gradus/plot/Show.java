package gradus.plot;

import gradus.plot.display.Display;
import gradus.plot.display.JupyterDisplay;
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

  /** Shows a result that will be replaced by later ones. */
  static Live live(Object result) {
    Display display = display();
    String id = UUID.randomUUID().toString();
    display.show(Renderings.orText(result), id);
    return new Live(display, id);
  }

  /** The display of this process: that of its Java kernel, or its standard output. */
  static Display display() {
    return JupyterDisplay.ofRunningKernel()
        .<Display>map(display -> display)
        .orElseGet(Display.Console::new);
  }

  /** A result on a display, which can be replaced in place. */
  record Live(Display display, String id) {
    void update(Object result) {
      display.update(Renderings.orText(result), id);
    }
  }
}
