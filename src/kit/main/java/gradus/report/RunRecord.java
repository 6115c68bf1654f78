package gradus.report;

import java.util.List;
import java.util.Map;

/**
 * The record that a run leaves: how it was made and how it went.
 *
 * @param recipe the name of its recipe
 * @param seed of its weights, its batches and everything else that is random
 * @param budget quick, lesson or report
 * @param dataSet the data set that it really used
 * @param examples the numbers of training, validation and test images
 * @param settings of its recipe; a record whose settings differ from today's recipe is stale
 * @param parameters the number of learned parameters
 * @param weights a checksum of all parameters after training: equal for runs equal to the bit; null
 *     in records of before it was kept
 * @param machine where it ran
 * @param seconds of training, without evaluation, by the clock that the machine names
 * @param epochs the measured states, the one before training first
 * @param batches the mini-batch losses and accuracies between them
 */
public record RunRecord(
    String recipe,
    long seed,
    String budget,
    String dataSet,
    List<Integer> examples,
    Map<String, String> settings,
    long parameters,
    String weights,
    Machine machine,
    double seconds,
    List<EpochRecord> epochs,
    List<LossWindow> batches) {
  public RunRecord {
    examples = List.copyOf(examples);
    epochs = List.copyOf(epochs);
    batches = List.copyOf(batches);
  }

  /** The state after the last epoch. */
  public EpochRecord last() {
    return epochs.getLast();
  }

  /** The last measured state up to this epoch. */
  public EpochRecord after(int epoch) {
    return epochs.stream()
        .filter(state -> state.epoch() <= epoch)
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  /** The epoch with the best validation accuracy, the first of equals. */
  public EpochRecord bestByValidation() {
    return epochs.stream()
        .reduce((a, b) -> b.validation().accuracy() > a.validation().accuracy() ? b : a)
        .orElseThrow();
  }

  /**
   * The seconds of evaluation, estimated, since a record has those of training alone: the forward
   * pass is a third of the work of training on an image.
   */
  public double secondsOfEvaluation() {
    int ofTraining = Math.min(BudgetLimits.MOST_TRAINING_IMAGES_MEASURED, examples.getFirst());
    double measured = (double) epochs.size() * (ofTraining + examples.get(1) + examples.get(2));
    double trained = (double) last().epoch() * examples.getFirst();
    return seconds / 3 * measured / trained;
  }
}
