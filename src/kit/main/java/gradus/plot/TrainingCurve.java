package gradus.plot;

import gradus.training.Epoch;
import gradus.training.Step;
import gradus.training.TrainingListener;
import java.util.Optional;

/**
 * The loss or the accuracy of a run, drawn while it trains.
 *
 * <pre>{@code
 * Trainer.of(network, loss, optimizer).listener(TrainingCurve.loss("LeNet"))…
 * }</pre>
 */
public final class TrainingCurve implements TrainingListener {
  private final String title;
  private final Axes axes;
  private final Points points;
  private Optional<LiveCurve> curve = Optional.empty();

  private record Axes(String x, String y) {}

  /** What is drawn after an epoch; a loss is drawn after each step too. */
  private interface Points {
    default void add(LiveCurve curve, Step step) {}

    void add(LiveCurve curve, Epoch epoch);
  }

  private TrainingCurve(String title, Axes axes, Points points) {
    this.title = title;
    this.axes = axes;
    this.points = points;
  }

  /** The loss of each mini-batch, and of the whole sets after each epoch as far as measured. */
  public static TrainingCurve loss(String title) {
    return new TrainingCurve(
        title,
        new Axes("step", "loss"),
        new Points() {
          @Override
          public void add(LiveCurve curve, Step step) {
            curve.add("mini-batch", (double) step.number(), step.batchLoss());
          }

          @Override
          public void add(LiveCurve curve, Epoch epoch) {
            addSets(curve, (double) epoch.step(), epoch.trainingLoss(), epoch.validationLoss());
          }
        });
  }

  /**
   * The accuracy after each epoch: the mean of its mini-batches, and of the whole sets as far as
   * measured.
   */
  public static TrainingCurve accuracy(String title) {
    return new TrainingCurve(
        title,
        new Axes("epoch", "accuracy"),
        (curve, epoch) -> {
          curve.add(
              "mini-batches, mean of the epoch",
              (double) epoch.number(),
              epoch.meanBatchAccuracy());
          addSets(
              curve, (double) epoch.number(), epoch.trainingAccuracy(), epoch.validationAccuracy());
        });
  }

  private static void addSets(LiveCurve curve, double x, double training, double validation) {
    if (!Double.isNaN(training)) {
      curve.add("training set", x, training);
    }
    if (!Double.isNaN(validation)) {
      curve.add("validation set", x, validation);
    }
  }

  @Override
  public void begin(long steps) {
    curve = Optional.of(LiveCurve.of(title, axes.x, axes.y));
  }

  @Override
  public void step(Step step) {
    curve.ifPresent(shown -> points.add(shown, step));
  }

  @Override
  public void epoch(Epoch epoch) {
    curve.ifPresent(shown -> points.add(shown, epoch));
  }

  @Override
  public void end() {
    curve.ifPresent(LiveCurve::close);
    curve = Optional.empty();
  }
}
