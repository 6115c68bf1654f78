package gradus.bench.race;

import gradus.report.Machine;
import java.util.Locale;

/**
 * What a rung of a ladder reached.
 *
 * @param rung how it was trained
 * @param seed of its weights, its batches and its augmentation
 * @param dataSet the data set that it used
 * @param images the number of images that it was trained on
 * @param trainingAccuracy the mean of the batches of its last epoch, augmented if it augments
 * @param accuracy on the test images as they are
 * @param accuracyOfViews on the test images, as the mean of six views of each
 * @param seconds of training
 * @param processorSeconds of all threads in that time
 * @param machine where
 */
public record RungRecord(
    Rung rung,
    long seed,
    String dataSet,
    int images,
    double trainingAccuracy,
    double accuracy,
    double accuracyOfViews,
    double seconds,
    double processorSeconds,
    Machine machine) {
  /** One line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "seed %d, %s: test accuracy %.2f %% (six views %.2f %%), in training %.2f %%, %.1f s, %.1f s of processors",
        seed,
        rung,
        100 * accuracy,
        100 * accuracyOfViews,
        100 * trainingAccuracy,
        seconds,
        processorSeconds);
  }
}
