package gradus.report;

import gradus.training.Evaluation;
import java.util.List;
import java.util.Map;

/**
 * What one run leaves: how it was made and how it went.
 *
 * @param recipe the name of its recipe
 * @param seed of its weights, its batches and all else
 * @param budget quick, lesson or report
 * @param dataSet the set that it really used
 * @param examples trained on, validated on, tested on
 * @param settings the recipe in words; a record whose words differ from today's recipe is stale
 * @param parameters how many numbers were learned
 * @param machine where it ran
 * @param seconds of training, without evaluation, by the clock that the machine names
 * @param epochs the states that were measured, the one before training first
 * @param batches the course between them, as means over stretches of mini-batches
 */
public record RunRecord(
    String recipe,
    long seed,
    String budget,
    String dataSet,
    List<Integer> examples,
    Map<String, String> settings,
    long parameters,
    Machine machine,
    double seconds,
    List<Mark> epochs,
    List<Stretch> batches) {

  /**
   * The state after an epoch.
   *
   * @param epoch its number; 0 is before training
   * @param step the number of its last step
   * @param learningRate of its last step
   * @param meanBatchLoss the mean of its mini-batch losses
   * @param meanBatchAccuracy the mean of its mini-batch accuracies
   * @param lastBatchAccuracy the accuracy on its last mini-batch alone
   * @param training on the first training images, at most 2,000, in evaluation mode
   * @param validation on all validation images; not a number without any
   * @param test on all test images
   * @param seconds of training so far, without evaluation
   */
  public record Mark(
      int epoch,
      long step,
      double learningRate,
      double meanBatchLoss,
      double meanBatchAccuracy,
      double lastBatchAccuracy,
      Evaluation training,
      Evaluation validation,
      Evaluation test,
      double seconds) {}

  /**
   * Some mini-batches in a row.
   *
   * @param step the last of them
   * @param loss the mean of their losses
   * @param accuracy the mean of their accuracies
   */
  public record Stretch(long step, double loss, double accuracy) {}

  public RunRecord {
    examples = List.copyOf(examples);
    epochs = List.copyOf(epochs);
    batches = List.copyOf(batches);
  }

  /** The state after the last epoch. */
  public Mark last() {
    return epochs.getLast();
  }

  /** The last state that was measured up to this epoch. */
  public Mark after(int epoch) {
    return epochs.stream()
        .filter(mark -> mark.epoch() <= epoch)
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  /**
   * What measuring took, estimated: a record has only the seconds of training, of whose work on an
   * image the forward pass is a third.
   */
  double secondsOfEvaluation() {
    int probed = Math.min(BudgetLimits.MOST_PROBED, examples.getFirst());
    double measured = (double) epochs.size() * (probed + examples.get(1) + examples.get(2));
    double trained = (double) last().epoch() * examples.getFirst();
    return seconds / 3 * measured / trained;
  }

  /** The epoch with the best validation accuracy, the first of equals. */
  public Mark bestByValidation() {
    return epochs.stream()
        .reduce((a, b) -> b.validation().accuracy() > a.validation().accuracy() ? b : a)
        .orElseThrow();
  }
}
