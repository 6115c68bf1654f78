package gradus.training;

import static java.nio.charset.StandardCharsets.UTF_8;

import gradus.data.Augmentation;
import gradus.data.Examples;
import gradus.data.Extent;
import gradus.data.Images;
import gradus.data.Preprocessing;
import gradus.layer.BatchNorm;
import gradus.layer.Conv2d;
import gradus.layer.Dropout;
import gradus.layer.Flatten;
import gradus.layer.Initializer;
import gradus.layer.Layer;
import gradus.layer.Linear;
import gradus.layer.MaxPool2d;
import gradus.layer.Relu;
import gradus.layer.Sequential;
import gradus.loss.SoftmaxCrossEntropy;
import gradus.optimizer.Adam;
import gradus.tensor.Engines;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Window;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A program that trains a convolutional network, large enough to be worth several threads, and
 * prints a digest of every bit of its weights and of its history.
 */
final class SeededTraining {
  private static final Seed SEED = new Seed(23);

  private SeededTraining() {}

  public static void main(String[] arguments) throws Exception {
    Precision precision = Precision.valueOf(arguments[0]);
    System.out.println(Engines.describe(precision));
    Layer network = network(precision);
    Examples pictures = pictures(precision);
    History history =
        Trainer.of(network, new SoftmaxCrossEntropy(), new Adam(), 0.01)
            .batchSize(25)
            .seed(SEED)
            .augmentation(Augmentation.crop(2).then(Augmentation.rotate(10)))
            .validation(pictures)
            .build()
            .epochs(pictures, 1);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (var entry : network.parameters()) {
      digest.update(Arrays.toString(entry.getValue().value().toArray()).getBytes(UTF_8));
    }
    digest.update(history.steps().toString().getBytes(UTF_8));
    digest.update(history.last().validation().toString().getBytes(UTF_8));
    System.out.println(HexFormat.of().formatHex(digest.digest()));
  }

  private static Layer network(Precision precision) {
    Initializer initializer = Initializer.he(precision, SEED);
    return new Sequential(
        new Conv2d(3, 16, Window.square(5).withPadding(2), initializer),
        new BatchNorm(16, initializer),
        new Relu(),
        new MaxPool2d(2),
        new Conv2d(16, 33, Window.square(3), initializer),
        new Relu(),
        new MaxPool2d(2),
        new Flatten(),
        Dropout.zeroing(0.3),
        new Linear(7 * 7 * 33, 130, initializer),
        new BatchNorm(130, initializer),
        new Relu(),
        new Linear(130, 10, initializer));
  }

  private static Examples pictures(Precision precision) {
    Extent extent = new Extent(32, 32, 3);
    byte[] pixels = new byte[75 * extent.size()];
    var random = SEED.stream("pictures");
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) random.nextInt(256);
    }
    List<String> names = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    Images images = new Images(pixels, extent, random.ints(75, 0, 10).toArray(), names);
    return Examples.of(images, precision, Preprocessing.unit());
  }
}
