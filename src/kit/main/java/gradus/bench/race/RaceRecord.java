package gradus.bench.race;

import gradus.report.Machine;
import java.util.List;
import java.util.Locale;

/**
 * The record that a race leaves.
 *
 * @param goal how it was run
 * @param seed of its weights, its batches and its augmentation
 * @param dataSet the data set that it used
 * @param accuracy on the test images, as the mean of several views of each
 * @param accuracyOfOneView on the test images as they are
 * @param seconds from the first byte read to the accuracy of several views
 * @param processorSeconds of all threads in that time
 * @param shareOfPeak the multiply-adds that training cannot do without, over the whole time, as a
 *     share of the measured peak; 0 where that is not known
 * @param memory the most that the process had, in bytes; 0 where the system does not say
 * @param weights a checksum of all parameters after training: equal for runs equal to the bit
 * @param processor the machine's processor and how busy it was at the start
 * @param machine the rest about the machine, and the version of the kit
 * @param epochs of training
 */
public record RaceRecord(
    Goal goal,
    long seed,
    String dataSet,
    double accuracy,
    double accuracyOfOneView,
    double seconds,
    double processorSeconds,
    double shareOfPeak,
    long memory,
    String weights,
    String processor,
    Machine machine,
    List<RaceEpoch> epochs) {
  public RaceRecord {
    epochs = List.copyOf(epochs);
  }

  /**
   * An epoch of training.
   *
   * @param number from 1
   * @param seconds since the first byte was read
   * @param processorSeconds of all threads in that time
   * @param loss the mean of its batches, for each image
   * @param accuracy the mean of its batches
   */
  public record RaceEpoch(
      int number, double seconds, double processorSeconds, double loss, double accuracy) {
    /** For example {@code epoch 1: 160.2 s, 318.9 s of processors, loss 1.51, training 58.3 %}. */
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "epoch %d: %.1f s, %.1f s of processors, loss %.3f, accuracy in training %.1f %%",
          number,
          seconds,
          processorSeconds,
          loss,
          100 * accuracy);
    }
  }

  /** Whether the goal was reached. */
  public boolean isReached() {
    return accuracy >= goal.percent() / 100.0;
  }

  /** One line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "seed %d: test accuracy %.2f %% (one view %.2f %%) in %.1f s, %.1f s of processors, %.0f %% of the peak, %.1f GB, weights %s",
        seed,
        100 * accuracy,
        100 * accuracyOfOneView,
        seconds,
        processorSeconds,
        100 * shareOfPeak,
        memory / 1e9,
        weights);
  }
}
