package gradus.training;

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
import gradus.optimizer.Schedule;
import gradus.optimizer.WeightDecay;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Window;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A program that trains a small network with all that a run can remember or draw at random, and
 * goes on where its checkpoint stands.
 */
final class KilledTraining {
  static final int EPOCHS = 30;
  private static final Seed SEED = new Seed(77);

  private KilledTraining() {}

  /** Writes checkpoints into the first folder and the final weights into the second argument. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Layer network = network();
    Trainer trainer = trainer(network, folder);
    trainer.resume();
    trainer.untilEpoch(pictures(240), EPOCHS);
    Checkpoint.of(network).write(Path.of(arguments[1]));
  }

  private static Trainer trainer(Layer network, Path folder) {
    return Trainer.of(
            network,
            new SoftmaxCrossEntropy(),
            new Adam(),
            Schedule.oneCycle(0.01, 100, 30 * EPOCHS))
        .weightDecay(WeightDecay.halfSquare(1e-3))
        .batchSize(8)
        .seed(SEED)
        .augmentation(Augmentation.shift(0.2).then(Augmentation.flip().withProbability(0.5)))
        .validation(pictures(40))
        .stopping(new EarlyStopping(Metric.VALIDATION_LOSS, EPOCHS))
        .checkpoints(Checkpoints.in(folder).everySteps(3))
        .listener(
            new TrainingListener() {
              @Override
              public void step(Step step) {
                System.out.println(step.number());
              }
            })
        .build();
  }

  private static Layer network() {
    Initializer initializer = Initializer.he(Precision.SINGLE, SEED);
    return new Sequential(
        new Conv2d(1, 4, Window.square(3), initializer),
        new BatchNorm(4, initializer),
        new Relu(),
        new MaxPool2d(2),
        new Flatten(),
        Dropout.zeroing(0.3),
        new Linear(4 * 3 * 3, 4, initializer));
  }

  /** Pictures of noise around a bright quarter, which is their class. */
  private static Examples pictures(int count) {
    Extent extent = new Extent(8, 8, 1);
    RandomGenerator random = SEED.stream("pictures", count);
    int[] labels = random.ints(count, 0, 4).toArray();
    byte[] pixels = new byte[count * extent.size()];
    for (int i = 0; i < pixels.length; i++) {
      int row = i / 8 % 8;
      int column = i % 8;
      boolean bright = row / 4 * 2 + column / 4 == labels[i / 64];
      pixels[i] = (byte) (random.nextInt(128) + (bright ? 60 : 0));
    }
    Images images = new Images(pixels, extent, labels, List.of("a", "b", "c", "d"));
    return Examples.of(images, Precision.SINGLE, Preprocessing.unit());
  }
}
