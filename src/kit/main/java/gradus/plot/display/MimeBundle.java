package gradus.plot.display;

import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/**
 * One result in one or more MIME types, as Jupyter's messages carry it.
 *
 * @param data the content by MIME type, such as {@code text/html}; {@code text/plain} is always
 *     there
 * @param metadata hints by MIME type, such as the width at which to show a picture
 */
public record MimeBundle(Map<String, String> data, Map<String, Map<String, Object>> metadata) {
  private static final String PNG = "image/png";
  private static final String PLAIN = "text/plain";

  public MimeBundle {
    data = Collections.unmodifiableMap(new TreeMap<>(data));
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
  }

  /** Text in a fixed-width font. */
  public static MimeBundle text(String text) {
    return new MimeBundle(Map.of(PLAIN, text), Map.of());
  }

  /** HTML, and the text that stands for it where no HTML is shown. */
  public static MimeBundle html(String html, String text) {
    return new MimeBundle(Map.of("text/html", html, PLAIN, text), Map.of());
  }

  /** A text as HTML shows it between tags. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /**
   * A picture shown at a size of its own, so that one with more pixels than that is crisp on a
   * screen of high density.
   *
   * @param width in CSS pixels
   * @param height in CSS pixels
   * @param text that stands for it where no picture is shown
   */
  public static MimeBundle picture(RenderedImage image, int width, int height, String text) {
    return new MimeBundle(
        Map.of(PNG, Base64.getEncoder().encodeToString(png(image)), PLAIN, text),
        Map.of(PNG, Map.of("width", width, "height", height)));
  }

  /** What this shows where only text is shown. */
  public String text() {
    return data.getOrDefault(PLAIN, "");
  }

  private static byte[] png(RenderedImage image) {
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
