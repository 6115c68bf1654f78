package gradus.training;

import gradus.data.Batch;
import gradus.data.Batches;
import gradus.data.Examples;
import gradus.layer.Layer;
import gradus.layer.Mode;
import gradus.loss.Loss;
import gradus.tensor.Tensor;
import java.util.Iterator;

/**
 * How well a network does on a whole set, in evaluation mode.
 *
 * @param loss the mean over the set
 * @param accuracy the share that is right
 */
public record Evaluation(double loss, double accuracy) {
  /** Few enough to be light on memory, enough to be fast. */
  private static final int CHUNK = 500;

  /** No evaluation: there was no set, or nobody asked. */
  public static Evaluation absent() {
    return new Evaluation(Double.NaN, Double.NaN);
  }

  /** Evaluates a network on a set, a chunk at a time. */
  public static Evaluation of(Layer network, Loss loss, Examples examples) {
    double sum = 0;
    int right = 0;
    for (Iterator<Batch> batches = Batches.inOrder(examples, CHUNK).iterator();
        batches.hasNext(); ) {
      Batch batch = batches.next();
      Tensor scores = network.forward(batch.inputs(), Mode.evaluation()).output();
      sum += loss.grade(scores, batch.labels()).loss() * batch.size();
      right += right(scores, batch.labels());
    }
    return new Evaluation(sum / examples.count(), right / (double) examples.count());
  }

  /** The class of the highest score for each example, in evaluation mode. */
  public static int[] predict(Layer network, Tensor inputs) {
    return network.forward(inputs, Mode.evaluation()).output().argMaxColumns();
  }

  /** How many rows have their highest score at their label. */
  static int right(Tensor scores, int[] labels) {
    int[] predicted = scores.argMaxColumns();
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      right += predicted[i] == labels[i] ? 1 : 0;
    }
    return right;
  }

  /** For example {@code accuracy 0.5230, loss 1.3512}. */
  @Override
  public String toString() {
    return equals(absent()) ? "not measured" : "accuracy %.4f, loss %.4f".formatted(accuracy, loss);
  }
}
