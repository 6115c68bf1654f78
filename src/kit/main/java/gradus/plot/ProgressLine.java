package gradus.plot;

import gradus.plot.display.MimeBundle;
import java.util.Locale;

/**
 * One line that says how far some work is; at the end it stays as a summary.
 *
 * <pre>{@code
 * try (var progress = ProgressLine.of("Distances", rows)) {
 *   for (int i = 0; i < rows; i++) {
 *     …
 *     progress.step();
 *   }
 * }
 * }</pre>
 */
public final class ProgressLine implements AutoCloseable {
  private static final int WIDTH = 30;

  private final String title;
  private final long total;
  private final long start = System.nanoTime();
  private final RateLimiter redraws = new RateLimiter();
  private final Show.Live live;
  private long done;
  private String note = "";
  private boolean closed;

  private ProgressLine(String title, long total) {
    this.title = title;
    this.total = total;
    this.live = Show.live(MimeBundle.text(line()));
  }

  /** Opens a line under the running cell, for work of this many steps. */
  public static ProgressLine of(String title, long total) {
    if (total < 1) {
      throw new IllegalArgumentException(
          title + " has " + total + " steps; progress needs at least one");
    }
    return new ProgressLine(title, total);
  }

  /** One more step is done. */
  public void step() {
    step(note);
  }

  /** One more step is done; the line ends with this note, such as the loss. */
  public void step(String newNote) {
    done++;
    note = newNote;
    if (redraws.permits()) {
      live.update(MimeBundle.text(line()));
    }
  }

  /** Replaces the note without a step. */
  void note(String newNote) {
    note = newNote;
  }

  /** Draws the line a last time, without the time left. */
  @Override
  public void close() {
    closed = true;
    live.update(MimeBundle.text(line()));
  }

  private String line() {
    int filled = (int) Math.min(WIDTH, WIDTH * done / total);
    double seconds = (System.nanoTime() - start) / 1e9;
    return String.format(
        Locale.ROOT,
        "%s %s%s %,d of %,d · %.1f s%s%s",
        title,
        "━".repeat(filled),
        "╌".repeat(WIDTH - filled),
        done,
        total,
        seconds,
        closed ? "" : left(done, total, seconds),
        note.isEmpty() ? "" : " · " + note);
  }

  /** The time left if the rest goes as fast as what is done; nothing before the first step. */
  static String left(long done, long total, double seconds) {
    if (done == 0 || done >= total) {
      return "";
    }
    long left = Math.round(seconds / done * (total - done));
    return left < 60
        ? " · %d s left".formatted(left)
        : left < 3600
            ? " · %d min %02d s left".formatted(left / 60, left % 60)
            : " · %d h %02d min left".formatted(left / 3600, left % 3600 / 60);
  }
}
