package gradus.plot;

import gradus.training.Epoch;
import gradus.training.Step;
import gradus.training.TrainingListener;
import java.util.Locale;
import java.util.Optional;

/**
 * A line under the running cell with the progress of training, the time left, the loss of the last
 * mini-batch and the validation accuracy of the last epoch.
 *
 * <pre>{@code
 * Trainer.of(network, loss, optimizer, 0.01).listener(TrainingProgress.of("LeNet"))…
 * }</pre>
 */
public final class TrainingProgress implements TrainingListener {
  private final String title;
  private Optional<ProgressLine> line = Optional.empty();
  private String afterEpoch = "";

  private TrainingProgress(String title) {
    this.title = title;
  }

  /** For training under this title. */
  public static TrainingProgress of(String title) {
    return new TrainingProgress(title);
  }

  @Override
  public void begin(long steps) {
    line = steps < 1 ? Optional.empty() : Optional.of(ProgressLine.of(title, steps));
  }

  @Override
  public void step(Step step) {
    line.ifPresent(shown -> shown.step(note(step)));
  }

  @Override
  public void epoch(Epoch epoch) {
    double accuracy = epoch.validationAccuracy();
    afterEpoch =
        Double.isNaN(accuracy)
            ? ""
            : String.format(Locale.ROOT, ", validation accuracy %.4f", accuracy);
    line.ifPresent(shown -> shown.note("epoch " + epoch.number() + afterEpoch));
  }

  @Override
  public void end() {
    line.ifPresent(ProgressLine::close);
    line = Optional.empty();
  }

  private String note(Step step) {
    return String.format(
        Locale.ROOT, "epoch %d, batch loss %.4f%s", step.epoch(), step.batchLoss(), afterEpoch);
  }
}
