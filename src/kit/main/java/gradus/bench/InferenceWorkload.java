package gradus.bench;

import gradus.data.Batches;
import gradus.data.Examples;
import gradus.layer.Network;
import gradus.tensor.Seed;
import gradus.training.Evaluation;

/** Prediction of the classes of pictures that come from the pipeline, a batch at a time. */
final class InferenceWorkload implements Workload {
  private final Network network;
  private final int batchSize;
  private final Batches batches;
  private long step;

  InferenceWorkload(Network network, Examples examples, int batchSize) {
    this.network = network;
    this.batchSize = batchSize;
    batches = new Batches(examples, batchSize, new Seed(1));
  }

  @Override
  public int imagesPerStep() {
    return batchSize;
  }

  @Override
  public double operationsPerStep() {
    return batchSize * Operations.forward(network);
  }

  @Override
  public int stepsPerEpoch() {
    return batches.perEpoch();
  }

  @Override
  public double run(int steps) {
    for (int i = 0; i < steps; i++) {
      Evaluation.predict(network, batches.at(step++).inputs());
    }
    return 0;
  }
}
