package gradus.plot;

import gradus.layer.Conv2d;
import gradus.layer.Layer;
import gradus.layer.Mode;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What convolutional layers have learned and what they make of a picture, as pictures. */
public final class LayerPictures {
  private LayerPictures() {}

  /**
   * The filters of a convolution over one channel, in grey, or over three, in colour: each
   * stretched from its smallest weight, black, to its largest, white.
   */
  public static List<BufferedImage> filters(Conv2d convolution) {
    Window window = convolution.window();
    Tensor filters = convolution.parameters().get("weight").value().transpose();
    return IntStream.range(0, filters.rows())
        .mapToObj(filter -> filters.slice(filter, filter + 1).toArray())
        .map(weights -> Pictures.stretched(weights, window.height(), window.width()))
        .toList();
  }

  /**
   * What layers make of one picture, channel by channel in grey: black for the smallest number of
   * all channels, white for the largest.
   *
   * @param layers for example {@code network.slice(0, 2)}
   * @param picture 1×H×W×C, as the layers take it
   */
  public static List<BufferedImage> featureMaps(Layer layers, Tensor picture) {
    Tensor maps = layers.forward(picture, Mode.evaluation()).output();
    int height = maps.shape().dimension(1);
    int width = maps.shape().dimension(2);
    double[] all = maps.toArray();
    double low = Arrays.stream(all).min().orElse(0);
    double high = Arrays.stream(all).max().orElse(1);
    double gain = high > low ? 255 / (high - low) : 0;
    return IntStream.range(0, maps.columns())
        .mapToObj(
            channel ->
                IntStream.range(0, height * width)
                    .mapToDouble(i -> gain * (maps.at(i, channel) - low))
                    .toArray())
        .map(values -> Pictures.of(values, height, width))
        .toList();
  }
}
