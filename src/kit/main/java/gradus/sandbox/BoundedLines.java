package gradus.sandbox;

import java.io.IOException;
import java.io.Reader;

/** The lines of an untrusted stream; overlong ones are cut. */
final class BoundedLines {
  private static final int MOST_CHARACTERS = 1 << 20;

  private final Reader reader;

  BoundedLines(Reader reader) {
    this.reader = reader;
  }

  /** The next line with its end, empty where there is none. */
  String next() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = reader.read(); c >= 0; c = reader.read()) {
      if (line.length() < MOST_CHARACTERS || c == '\n') {
        line.append((char) c);
      }
      if (c == '\n') {
        break;
      }
    }
    return line.toString();
  }
}
