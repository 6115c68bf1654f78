package gradus.plot;

import java.awt.Color;

/** Colours that everyone can tell apart. */
public final class Palette {
  public static final Color BLUE = new Color(0x0072B2);
  public static final Color VERMILLION = new Color(0xD55E00);
  public static final Color GREEN = new Color(0x009E73);
  public static final Color PURPLE = new Color(0xCC79A7);
  public static final Color ORANGE = new Color(0xE69F00);
  public static final Color SKY = new Color(0x56B4E9);

  /** Text on a pale colour. */
  public static final Color INK = new Color(0x2B2B2B);

  /**
   * Text and lines on the page itself, which is white or, in a dark theme, nearly black: read
   * equally well on both, with a contrast of 4.5 and 4.2.
   */
  public static final Color GREY = new Color(0x767676);

  /** Lines behind the data, faint on a white page and on a black one. */
  public static final Color GRID = new Color(0x80, 0x80, 0x80, 64);

  /** No value, as of a run that diverged. */
  public static final Color MISSING = new Color(0xB4B4B4);

  private static final int[] VIRIDIS = {
    0x440154, 0x482878, 0x3E4A89, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C,
    0xFDE725
  };

  private Palette() {}

  /**
   * The colours of series, in their order.
   *
   * <p>From M. Okabe and K. Ito, "Color universal design", 2008.
   */
  public static Color[] series() {
    return new Color[] {BLUE, VERMILLION, GREEN, ORANGE, PURPLE, SKY, GREY};
  }

  /**
   * The colour of a quantity from 0, dark violet, to 1, yellow.
   *
   * <p>The map "viridis" of S. van der Walt and N. Smith, 2015, whose lightness grows evenly, so
   * that it reads the same in grey.
   */
  public static Color viridis(double quantity) {
    double position = Math.clamp(quantity, 0, 1) * (VIRIDIS.length - 1);
    int i = Math.min((int) position, VIRIDIS.length - 2);
    return blend(new Color(VIRIDIS[i]), new Color(VIRIDIS[i + 1]), position - i);
  }

  /** The colour of a signed quantity: −1 is blue, 0 white, 1 vermillion. */
  public static Color signed(double quantity) {
    return blend(Color.WHITE, quantity < 0 ? BLUE : VERMILLION, Math.min(1, Math.abs(quantity)));
  }

  /** A tint of a colour, as a background for it. */
  static Color pale(Color color) {
    return blend(Color.WHITE, color, 0.3);
  }

  /** White or ink, whichever is read more easily on this background. */
  static Color textOn(Color background) {
    if (background.getAlpha() < 255) {
      return INK;
    }
    double light =
        0.299 * background.getRed() + 0.587 * background.getGreen() + 0.114 * background.getBlue();
    return light < 140 ? Color.WHITE : INK;
  }

  private static Color blend(Color a, Color b, double share) {
    return new Color(
        (int) Math.round(a.getRed() + share * (b.getRed() - a.getRed())),
        (int) Math.round(a.getGreen() + share * (b.getGreen() - a.getGreen())),
        (int) Math.round(a.getBlue() + share * (b.getBlue() - a.getBlue())));
  }
}
