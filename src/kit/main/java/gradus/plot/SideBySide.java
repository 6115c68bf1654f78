package gradus.plot;

import java.awt.Graphics2D;
import java.util.List;
import java.util.stream.Stream;

/**
 * Drawings side by side, aligned at the top.
 *
 * @param gap between neighbours, in pixels
 */
public record SideBySide(List<Drawing> drawings, int gap) implements Drawing {
  private static final int GAP = 16;

  /** Charts, image grids, heat maps or images, from left to right. */
  public static SideBySide of(Object... parts) {
    return new SideBySide(Stream.of(parts).map(SideBySide::drawing).toList(), GAP);
  }

  private static Drawing drawing(Object part) {
    return Renderings.drawing(part)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a row holds charts, image grids, heat maps and images, received a "
                        + part.getClass().getSimpleName()));
  }

  @Override
  public int width() {
    return drawings.stream().mapToInt(Drawing::width).sum() + gap * (drawings.size() - 1);
  }

  @Override
  public int height() {
    return drawings.stream().mapToInt(Drawing::height).max().orElse(0);
  }

  @Override
  public void draw(Graphics2D g) {
    int x = 0;
    for (Drawing drawing : drawings) {
      Graphics2D part = (Graphics2D) g.create(x, 0, drawing.width(), drawing.height());
      drawing.draw(part);
      part.dispose();
      x += drawing.width() + gap;
    }
  }

  @Override
  public String description() {
    return String.join(" | ", drawings.stream().map(Drawing::description).toList());
  }
}
