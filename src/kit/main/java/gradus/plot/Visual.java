package gradus.plot;

import gradus.plot.display.MimeBundle;

/** Something that knows how it looks under a cell. */
@FunctionalInterface
public interface Visual {
  /** How it looks now. */
  MimeBundle render();
}
