package gradus.bench;

import gradus.neighbors.Distance;
import gradus.neighbors.NearestNeighbors;
import gradus.tensor.Tensor;

/** The distances of some pictures from all others, a block of queries at a time. */
final class DistanceWorkload implements Workload {
  private final NearestNeighbors neighbors;
  private final Tensor queries;
  private final int examples;
  private final int block;

  DistanceWorkload(Tensor examples, int[] labels, Tensor queries, int block) {
    neighbors = new NearestNeighbors(examples, labels, Distance.l2());
    this.examples = labels.length;
    this.queries = queries;
    this.block = block;
  }

  @Override
  public int imagesPerStep() {
    return queries.shape().dimension(0);
  }

  @Override
  public double operationsPerStep() {
    return 2.0 * queries.size() * examples;
  }

  @Override
  public int stepsPerEpoch() {
    return 1;
  }

  @Override
  public double run(int steps) {
    for (int i = 0; i < steps; i++) {
      for (int from = 0; from < imagesPerStep(); from += block) {
        neighbors.distances(queries.slice(from, Math.min(imagesPerStep(), from + block)));
      }
    }
    return 0;
  }
}
