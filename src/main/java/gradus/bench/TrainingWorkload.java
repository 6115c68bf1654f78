package gradus.bench;

import gradus.data.Examples;
import gradus.layer.Network;
import gradus.loss.SoftmaxCrossEntropy;
import gradus.optimizer.Momentum;
import gradus.optimizer.Optimizer;
import gradus.tensor.Seed;
import gradus.training.Trainer;

/** Training as a notebook does it: batches from the pipeline, forward, loss, backward, momentum. */
final class TrainingWorkload implements Workload {
  private static final double LEARNING_RATE = 0.01;

  private final Network network;
  private final Examples examples;
  private final int batchSize;
  private final Optimizer optimizer = new Momentum();
  private final Seed seed = new Seed(1);
  private long runs;

  TrainingWorkload(Network network, Examples examples, int batchSize) {
    this.network = network;
    this.examples = examples;
    this.batchSize = batchSize;
  }

  @Override
  public int imagesPerStep() {
    return batchSize;
  }

  @Override
  public double operationsPerStep() {
    return batchSize * Operations.training(network);
  }

  @Override
  public int stepsPerEpoch() {
    return Math.ceilDiv(examples.count(), batchSize);
  }

  @Override
  public double run(int steps) throws InterruptedException {
    runs++;
    return Trainer.of(network, new SoftmaxCrossEntropy(), optimizer)
        .learningRate(LEARNING_RATE)
        .batchSize(batchSize)
        .seed(seed.derive(runs)) // other batches in every run
        .build()
        .steps(examples, steps)
        .steps()
        .getLast()
        .loss();
  }
}
