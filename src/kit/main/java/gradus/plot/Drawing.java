package gradus.plot;

import gradus.plot.display.MimeBundle;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/**
 * A picture with a size in CSS pixels, drawn at the resolution of a screen of high density, without
 * a background: the page shows through, in JupyterLab's light theme and in its dark one.
 */
public interface Drawing extends Visual {
  /** Dots for each CSS pixel, as on a screen of high density. */
  int DENSITY = 2;

  /** The width in CSS pixels. */
  int width();

  /** The height in CSS pixels. */
  int height();

  /**
   * Draws itself with the upper left corner at (0, 0), on a page that may be white or dark: text
   * and lines outside of filled shapes are {@link Palette#GREY}.
   */
  void draw(Graphics2D g);

  /** A short description of the picture, for readers who cannot see it. */
  default String description() {
    return "a picture of %d×%d pixels".formatted(width(), height());
  }

  /** The picture with {@link #DENSITY} dots for each pixel. */
  default BufferedImage image() {
    var image =
        new BufferedImage(DENSITY * width(), DENSITY * height(), BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = image.createGraphics();
    g.scale(DENSITY, DENSITY);
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    draw(g);
    g.dispose();
    return image;
  }

  @Override
  default MimeBundle render() {
    return MimeBundle.picture(image(), width(), height(), description());
  }
}
