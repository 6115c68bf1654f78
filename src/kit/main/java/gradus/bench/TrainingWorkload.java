package gradus.bench;

import gradus.data.Examples;
import gradus.layer.Network;
import gradus.loss.SoftmaxCrossEntropy;
import gradus.optimizer.Momentum;
import gradus.optimizer.Optimizer;
import gradus.training.Trainer;

/**
 * Training as a notebook does it: batches from the pipeline, forward, loss, backward, an update.
 */
final class TrainingWorkload implements Workload {
  private static final double LEARNING_RATE = 0.001;

  private final Network network;
  private final Examples examples;
  private final int batchSize;
  private final Trainer trainer;

  /** With momentum. */
  TrainingWorkload(Network network, Examples examples, int batchSize) {
    this(network, examples, batchSize, new Momentum());
  }

  TrainingWorkload(Network network, Examples examples, int batchSize, Optimizer optimizer) {
    this.network = network;
    this.examples = examples;
    this.batchSize = batchSize;
    trainer =
        Trainer.of(network, new SoftmaxCrossEntropy(), optimizer, LEARNING_RATE)
            .batchSize(batchSize)
            .build();
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
    return trainer.steps(examples, steps).steps().getLast().batchLoss();
  }
}
