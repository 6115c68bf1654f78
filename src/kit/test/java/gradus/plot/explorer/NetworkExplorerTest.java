package gradus.plot.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Extent;
import gradus.data.Images;
import gradus.data.Preprocessing;
import gradus.layer.Flatten;
import gradus.layer.Initializer;
import gradus.layer.Linear;
import gradus.layer.Residual;
import gradus.layer.Sequential;
import gradus.model.LeNet;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkExplorerTest {
  private static final Initializer INITIALIZER = Initializer.he(Precision.SINGLE, new Seed(1));
  private static final Preprocessing UNIT = Preprocessing.unit();

  private static Images images() {
    byte[] pixels = new byte[10 * 32 * 32 * 3];
    new Random(1).nextBytes(pixels);
    List<String> names = IntStream.range(0, 10).mapToObj(i -> "class " + i).toList();
    return new Images(pixels, new Extent(32, 32, 3), IntStream.range(0, 10).toArray(), names);
  }

  @Test
  void aPageHoldsAllOfItselfAndIsSmall(@TempDir Path folder) throws IOException {
    var explorer = NetworkExplorer.of(LeNet.classic(INITIALIZER), images(), UNIT);
    Path file = explorer.write(folder.resolve("explorer.html"));
    String page = Files.readString(file);
    assertTrue(Files.size(file) < 3_000_000, "bytes: " + Files.size(file));
    assertTrue(page.contains("function forward(") && page.contains("\"kind\":\"convolution\""));
    assertTrue(!page.contains("http:") && !page.contains("https:") && !page.contains(" src="));
  }

  @Test
  void underACellItIsAFrameThatHoldsThePage() {
    var explorer = NetworkExplorer.of(LeNet.classic(INITIALIZER), images(), UNIT);
    String frame = explorer.render().data().get("text/html");
    String page =
        frame.substring(frame.indexOf("srcdoc=\"") + 8, frame.lastIndexOf("\"></iframe>"));
    assertEquals(explorer.html(), page.replace("&quot;", "\"").replace("&amp;", "&"));
  }

  @Test
  void aLayerThatThePageDoesNotKnowIsNamed() {
    var net = new Sequential(new Flatten(), new Residual(new Linear(3072, 3072, INITIALIZER)));
    var thrown =
        assertThrows(IllegalArgumentException.class, () -> NetworkExplorer.of(net, images(), UNIT));
    assertTrue(thrown.getMessage().contains("and no Residual; explore"), thrown.getMessage());
  }

  @Test
  void aNetworkWithoutAScoreForEachClassIsRefused() {
    var net = new Sequential(new Flatten(), new Linear(3072, 7, INITIALIZER));
    var thrown =
        assertThrows(IllegalArgumentException.class, () -> NetworkExplorer.of(net, images(), UNIT));
    assertTrue(thrown.getMessage().contains("output 1×7"), thrown.getMessage());
  }
}
