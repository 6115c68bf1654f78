package gradus.layer;

import gradus.tensor.Window;

/** The rule that all poolings share. */
final class Pooling {
  private Pooling() {}

  /** Refuses a window that could cover nothing but padding. */
  static Window window(Window window) {
    if (2 * window.padding() > Math.min(window.height(), window.width())) {
      throw new IllegalArgumentException(
          "a pooling's padding is at most half its window, got %s; it would see nothing but padding"
              .formatted(window));
    }
    return window;
  }
}
