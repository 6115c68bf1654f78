package gradus.plot.explorer;

import gradus.data.Images;
import gradus.data.Preprocessing;
import gradus.layer.Layer;
import gradus.plot.Visual;
import gradus.plot.display.MimeBundle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A page on which the numbers of a trained network are seen flowing: from a picture through all
 * layers to the scores, down to the products and the sum of one window of a convolution, and back.
 *
 * <pre>{@code
 * show(NetworkExplorer.of(network, split.validation(), examples.preprocessing()));
 * }</pre>
 *
 * <p>The page is one piece of HTML with the network's weights in it: it works in JupyterLab, in the
 * saved notebook, and as a file.
 */
public final class NetworkExplorer implements Visual {
  /** As many pictures as can be chosen from at a glance. */
  private static final int MOST_PICTURES = 20;

  /** The height of the page under a cell, in pixels. */
  private static final int HEIGHT = 860;

  private final String html;

  private NetworkExplorer(String html) {
    this.html = html;
  }

  /**
   * The explorer of an image classifier, with the first pictures of a set to choose from.
   *
   * @param network layers one after another: convolutions, batch normalisations, ReLUs, poolings,
   *     linear maps, dropouts and a flattening
   * @param preprocessing as in training
   * @throws IllegalArgumentException if the network has another layer, or its output is not one
   *     score for each class
   */
  public static NetworkExplorer of(Layer network, Images images, Preprocessing preprocessing) {
    String data = NetworkData.json(network, images.first(MOST_PICTURES), preprocessing);
    return new NetworkExplorer(
        resource("explorer.html")
            .replace("/*CSS*/", resource("explorer.css"))
            .replace("/*LAYERS*/", resource("layers.js"))
            .replace("/*EXPLORER*/", resource("explorer.js"))
            .replace("/*NETWORK*/", data));
  }

  private static String resource(String name) {
    try (InputStream stream =
        Objects.requireNonNull(NetworkExplorer.class.getResourceAsStream(name), name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The whole page. */
  public String html() {
    return html;
  }

  /** Writes the page to a file, which any browser opens. */
  public Path write(Path file) throws IOException {
    return Files.writeString(file, html);
  }

  @Override
  public MimeBundle render() {
    String escaped = html.replace("&", "&amp;").replace("\"", "&quot;");
    String frame =
        "<iframe title=\"network explorer\" style=\"width: 100%%; height: %dpx; border: none\" srcdoc=\"%s\"></iframe>"
            .formatted(HEIGHT, escaped);
    return MimeBundle.html(
        frame, "a network explorer: a page of %,d bytes".formatted(html.length()));
  }
}
