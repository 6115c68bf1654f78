package gradus.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.Locale;

/**
 * Which number has which colour: dark violet at the low end, yellow at the high one.
 *
 * @param format of the numbers at its ends; empty chooses by their size
 */
public record ColorScale(double low, double high, String format) {
  private static final int BAR = 12;

  /** From the smallest to the largest finite value. */
  static ColorScale of(double[] values, String format) {
    double low = Arrays.stream(values).filter(Double::isFinite).min().orElse(0);
    double high = Arrays.stream(values).filter(Double::isFinite).max().orElse(1);
    return new ColorScale(low, high, format);
  }

  /** The colour of a value; grey if it is not finite, as the loss of a run that diverged. */
  public Color color(double value) {
    if (!Double.isFinite(value)) {
      return Palette.MISSING;
    }
    return Palette.viridis(high > low ? (value - low) / (high - low) : 0.5);
  }

  String text(double value) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    return format.isEmpty() ? TickText.of(value, 3) : String.format(Locale.ROOT, format, value);
  }

  /** Draws a bar with the numbers at its ends. */
  void draw(Graphics2D g, int x, int y, int height) {
    for (int i = 0; i < height; i++) {
      g.setColor(Palette.viridis(1 - i / (height - 1.0)));
      g.fillRect(x, y + i, BAR, 1);
    }
    g.setColor(Palette.GREY);
    g.drawString(text(high), x + BAR + 4, y + 10);
    g.drawString(text(low), x + BAR + 4, y + height);
  }
}
