package gradus.training;

import gradus.data.Batch;
import gradus.data.Batches;
import gradus.data.Examples;
import gradus.layer.Layer;
import gradus.layer.Mode;
import gradus.loss.Loss;
import gradus.loss.Summed;
import gradus.tensor.Tensor;
import java.util.Iterator;
import java.util.function.UnaryOperator;

/**
 * How well a network does on a set of examples.
 *
 * @param loss the mean over the set
 * @param accuracy the share that is classified correctly; a NaN score never is
 */
public record Evaluation(double loss, double accuracy) {
  /** Few enough examples to be light on memory, enough to be fast. */
  private static final int LARGEST_CHUNK = 500;

  /** What a chunk may hold of large pictures, whose activations are large too: 6 of 224×224×3. */
  private static final int NUMBERS_IN_A_CHUNK = 1 << 20;

  /** No evaluation. */
  public static Evaluation absent() {
    return new Evaluation(Double.NaN, Double.NaN);
  }

  /**
   * Evaluates a network on a set in evaluation mode, a chunk at a time.
   *
   * @throws IllegalArgumentException if the set is empty
   */
  public static Evaluation of(Layer network, Loss loss, Examples examples) {
    return of(x -> network.forward(x, Mode.evaluation()).output(), loss, examples);
  }

  /**
   * Evaluates anything that gives scores, such as {@link TestTimeViews}, a chunk at a time.
   *
   * @param scorer N×C scores for N inputs
   * @param loss of which the mean is reported, even if it is {@link Summed}
   * @throws IllegalArgumentException if the set is empty
   */
  public static Evaluation of(UnaryOperator<Tensor> scorer, Loss loss, Examples examples) {
    requireExamples(examples);
    Loss each = loss instanceof Summed(Loss mean) ? mean : loss;
    double sum = 0;
    int right = 0;
    for (Iterator<Batch> batches = Batches.inOrder(examples, chunk(examples)).iterator();
        batches.hasNext(); ) {
      Batch batch = batches.next();
      Tensor scores = scorer.apply(batch.inputs());
      sum += each.evaluate(scores, batch.labels()).loss() * batch.size();
      right += right(scores, batch.labels());
    }
    return new Evaluation(sum / examples.count(), right / (double) examples.count());
  }

  /** Refuses an empty set. */
  static void requireExamples(Examples examples) {
    if (examples.count() == 0) {
      throw new IllegalArgumentException(
          "a network is evaluated on at least one example, received a set of none; check how the set was cut");
    }
  }

  private static int chunk(Examples examples) {
    int size = Math.max(1, examples.batch(0, 0).inputs().size());
    return Math.clamp(NUMBERS_IN_A_CHUNK / size, 1, LARGEST_CHUNK);
  }

  /** The class of the highest score for each of N examples, from 0, in evaluation mode. */
  public static int[] predict(Layer network, Tensor inputs) {
    return network.forward(inputs, Mode.evaluation()).output().argMaxColumns();
  }

  /**
   * The number of rows with their highest score at their label. A network that diverged returns
   * NaN, which must not count as right for the examples of the first class.
   */
  static int right(Tensor scores, int[] labels) {
    int[] predicted = scores.argMaxColumns();
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      boolean isNumber = !Double.isNaN(scores.at(i, labels[i]));
      right += isNumber && predicted[i] == labels[i] ? 1 : 0;
    }
    return right;
  }

  /** For example {@code accuracy 0.5230, loss 1.3512}. */
  @Override
  public String toString() {
    return equals(absent()) ? "not measured" : "accuracy %.4f, loss %.4f".formatted(accuracy, loss);
  }
}
