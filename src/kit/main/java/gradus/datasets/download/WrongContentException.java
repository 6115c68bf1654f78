package gradus.datasets.download;

import java.io.IOException;

/** A source has something else than the published file: asking it again is of no use. */
final class WrongContentException extends IOException {
  private static final long serialVersionUID = 1;

  WrongContentException(String message) {
    super(message);
  }
}
