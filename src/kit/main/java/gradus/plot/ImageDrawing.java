package gradus.plot;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** An image enlarged by a whole number, its pixels visible as squares. */
record ImageDrawing(BufferedImage source, int zoom) implements Drawing {
  @Override
  public int width() {
    return source.getWidth() * zoom;
  }

  @Override
  public int height() {
    return source.getHeight() * zoom;
  }

  @Override
  public void draw(Graphics2D g) {
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    g.drawImage(source, 0, 0, width(), height(), null);
  }

  @Override
  public String description() {
    return "an image of %d×%d pixels".formatted(source.getWidth(), source.getHeight());
  }
}
