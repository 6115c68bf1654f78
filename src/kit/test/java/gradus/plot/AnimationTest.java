package gradus.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.madgag.gif.fmsware.GifDecoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnimationTest {
  private static BufferedImage picture(double level) {
    return Pictures.of(new double[] {level, level, level, level}, 2, 2);
  }

  private static GifDecoder decoded(Animation animation) {
    String html = animation.render().data().getOrDefault("text/html", "");
    String base64 = html.substring(html.indexOf("base64,") + 7, html.lastIndexOf('"'));
    var decoder = new GifDecoder();
    decoder.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
    return decoder;
  }

  @Test
  void isAGifOfAllFramesThatPlaysOnceAndEndsWithTheLast() {
    var gif = decoded(Animation.of(List.of(picture(0), picture(100), picture(250))));
    assertEquals(3, gif.getFrameCount());
    assertNotEquals(0, gif.getLoopCount(), "0 would be without end");
    assertEquals(700, gif.getDelay(0));
    assertTrue((gif.getFrame(2).getRGB(0, 0) & 0xFF) > 240);
  }

  @Test
  void anAnimationOfNothingIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Animation.of(List.of()));
    assertThrows(IllegalArgumentException.class, () -> Animation.of(List.of("text")));
  }
}
