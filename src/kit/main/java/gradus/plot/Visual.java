package gradus.plot;

import gradus.plot.display.MimeBundle;

/** A value that can be shown under a cell. */
@FunctionalInterface
public interface Visual {
  /** How it looks now. */
  MimeBundle render();
}
