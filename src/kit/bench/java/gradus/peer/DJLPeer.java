package gradus.peer;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.io.IOException;
import java.nio.file.Path;

/** The Deep Java Library, on its PyTorch engine, as one would first write it. */
final class DJLPeer {
  private DJLPeer() {}

  public static void main(String[] arguments) throws IOException {
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.pytorch.num_threads", System.getenv("OMP_NUM_THREADS"));
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    Protocol.serve(DJLPeer::prepare, arguments);
  }

  private static Protocol.Steps prepare(String id, Path folder) throws IOException {
    return switch (id) {
      case "A1" -> training(leNet(), 98, Pixels.read(folder, "objects", "train"));
      case "A2" ->
          training(
              perceptron(true, 100, 100, 100, 100), 100, Pixels.read(folder, "objects", "train"));
      case "A3" -> training(perceptron(false, 500), 100, Pixels.read(folder, "objects", "train"));
      case "A4" -> training(perceptron(false, 1000), 32, Pixels.read(folder, "digits", "train"));
      case "A5" ->
          training(perceptron(true, 300, 150), 100, Pixels.read(folder, "digits", "train"));
      default -> throw new UnsupportedOperationException(id);
    };
  }

  private static Block leNet() {
    return new SequentialBlock()
        .add(convolution(32))
        .add(Activation::relu)
        .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
        .add(convolution(64))
        .add(Activation::relu)
        .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
        .add(Blocks.batchFlattenBlock())
        .add(Linear.builder().setUnits(400).build())
        .add(Activation::relu)
        .add(Linear.builder().setUnits(80).build())
        .add(Activation::relu)
        .add(Linear.builder().setUnits(10).build());
  }

  private static Block convolution(int filters) {
    return Conv2d.builder().setKernelShape(new Shape(5, 5)).setFilters(filters).build();
  }

  private static Block perceptron(boolean batchNorm, int... widths) {
    var block = new SequentialBlock().add(Blocks.batchFlattenBlock());
    for (int width : widths) {
      block.add(Linear.builder().setUnits(width).optBias(!batchNorm).build());
      if (batchNorm) {
        block.add(BatchNorm.builder().build());
      }
      block.add(Activation::relu);
    }
    return block.add(Linear.builder().setUnits(10).build());
  }

  private static Protocol.Steps training(Block block, int batchSize, Pixels pixels) {
    Model model = Model.newInstance("peer");
    model.setBlock(block);
    Tracker rate = Tracker.fixed(0.001f);
    var optimizer = Optimizer.sgd().setLearningRateTracker(rate).optMomentum(0.9f).build();
    Loss loss = Loss.softmaxCrossEntropyLoss();
    Trainer trainer = model.newTrainer(new DefaultTrainingConfig(loss).optOptimizer(optimizer));
    int side = (int) Math.sqrt(pixels.size() / pixels.channels());
    var shape = new Shape(batchSize, pixels.channels(), side, side);
    trainer.initialize(shape);
    var batches = new Shuffled(pixels, batchSize);
    return steps -> {
      double last = 0;
      for (int i = 0; i < steps; i++) {
        last = step(trainer, pixels, batches.next(), shape);
      }
      return last;
    };
  }

  private static double step(Trainer trainer, Pixels pixels, int[] pictures, Shape shape) {
    float[] labels = new float[pictures.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = pixels.labels()[pictures[i]];
    }
    try (NDManager manager = trainer.getManager().newSubManager();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray inputs = manager.create(pixels.channelsFirst(pictures), shape);
      inputs.attach(manager);
      NDList outputs = trainer.forward(new NDList(inputs));
      NDArray loss = trainer.getLoss().evaluate(new NDList(manager.create(labels)), outputs);
      collector.backward(loss);
      trainer.step();
      return loss.getFloat();
    }
  }
}
