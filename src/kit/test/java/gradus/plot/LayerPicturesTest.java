package gradus.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gradus.layer.Conv2d;
import gradus.layer.Initializer;
import gradus.layer.Relu;
import gradus.layer.Sequential;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LayerPicturesTest {
  private final Conv2d convolution =
      new Conv2d(3, 4, Window.square(5), Initializer.he(Precision.SINGLE, new Seed(1)));

  @Test
  void aFilterIsAPictureOfItsWindow() {
    List<BufferedImage> filters = LayerPictures.filters(convolution);
    assertEquals(4, filters.size());
    assertEquals(List.of(5, 5, 5, 5), filters.stream().map(BufferedImage::getWidth).toList());
  }

  @Test
  void aFeatureMapIsAPictureOfEachChannelOnOneScale() {
    Tensor picture =
        Tensor.gaussian(Precision.SINGLE, Shape.of(1, 9, 8, 3), 1, new Seed(2).stream("picture"));
    List<BufferedImage> maps =
        LayerPictures.featureMaps(new Sequential(convolution, new Relu()), picture);
    assertEquals(4, maps.size());
    assertEquals(List.of(4, 4, 4, 4), maps.stream().map(BufferedImage::getWidth).toList());
    assertEquals(1, maps.stream().filter(LayerPicturesTest::hasWhite).count());
  }

  private static boolean hasWhite(BufferedImage map) {
    return IntStream.range(0, map.getWidth() * map.getHeight())
        .anyMatch(i -> (map.getRGB(i % map.getWidth(), i / map.getWidth()) & 0xFFFFFF) == 0xFFFFFF);
  }
}
