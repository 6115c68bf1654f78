package gradus.plot;

import com.madgag.gif.fmsware.AnimatedGifEncoder;
import gradus.plot.display.MimeBundle;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;

/**
 * Drawings shown one after another, once: the last one stays.
 *
 * @param frames all of the size of the first
 * @param milliseconds for which each frame is shown
 */
public record Animation(List<Drawing> frames, int milliseconds) implements Visual {
  /** The best colours that the encoder can choose, at the price of some time. */
  private static final int BEST_QUALITY = 1;

  public Animation {
    frames = List.copyOf(frames);
    if (frames.isEmpty() || milliseconds <= 0) {
      throw new IllegalArgumentException(
          "an animation has at least one frame and shows each for at least 1 ms, received %d frames and %d ms"
              .formatted(frames.size(), milliseconds));
    }
  }

  /** Charts, image grids, heat maps or images, three of them in two seconds. */
  public static Animation of(List<?> frames) {
    return new Animation(frames.stream().map(Animation::drawing).toList(), 700);
  }

  private static Drawing drawing(Object frame) {
    return Renderings.drawing(frame)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "an animation holds charts, image grids, heat maps and images, received a "
                        + frame.getClass().getSimpleName()));
  }

  /** As a GIF, which a page shows without a kernel. */
  @Override
  public MimeBundle render() {
    Drawing first = frames.getFirst();
    String text = "an animation of %d pictures: %s".formatted(frames.size(), first.description());
    String source = Base64.getEncoder().encodeToString(gif());
    return MimeBundle.html(
        "<img width=\"%d\" height=\"%d\" alt=\"%s\" src=\"data:image/gif;base64,%s\"/>"
            .formatted(first.width(), first.height(), text.replace("\"", "'"), source),
        text);
  }

  private byte[] gif() {
    var bytes = new ByteArrayOutputStream();
    var encoder = new AnimatedGifEncoder();
    encoder.start(bytes);
    encoder.setDelay(milliseconds);
    encoder.setQuality(BEST_QUALITY);
    for (Drawing frame : frames) {
      encoder.addFrame(opaque(frame.image()));
    }
    encoder.finish();
    return bytes.toByteArray();
  }

  /** A copy in the one kind of image that the encoder takes as it is. */
  private static BufferedImage opaque(BufferedImage image) {
    var copy = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = copy.createGraphics();
    g.drawImage(image, 0, 0, Color.WHITE, null);
    g.dispose();
    return copy;
  }
}
