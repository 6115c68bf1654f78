package gradus.layer;

import gradus.tensor.Window;

/** What the poolings share. */
final class Pooling {
  private Pooling() {}

  /** A window that sees at least one pixel wherever it stands. */
  static Window window(Window window) {
    if (2 * window.padding() > Math.min(window.height(), window.width())) {
      throw new IllegalArgumentException(
          "a pooling's padding is at most half its window, got %s; it would see nothing but padding"
              .formatted(window));
    }
    return window;
  }
}
