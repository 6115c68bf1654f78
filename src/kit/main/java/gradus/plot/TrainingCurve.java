package gradus.plot;

import gradus.training.Epoch;
import gradus.training.Step;
import gradus.training.TrainingListener;
import java.util.Optional;

/** The loss of a run, drawn while it trains: of each mini-batch, and of the whole sets by epoch. */
public final class TrainingCurve implements TrainingListener {
  private final String title;
  private Optional<LiveCurve> curve = Optional.empty();

  private TrainingCurve(String title) {
    this.title = title;
  }

  /** For training under this title. */
  public static TrainingCurve of(String title) {
    return new TrainingCurve(title);
  }

  @Override
  public void begin(long steps) {
    curve = Optional.of(LiveCurve.of(title, "step", "loss"));
  }

  @Override
  public void step(Step step) {
    add("mini-batch", step.number(), step.batchLoss());
  }

  @Override
  public void epoch(Epoch epoch) {
    if (!Double.isNaN(epoch.trainingLoss())) {
      add("training set", epoch.step(), epoch.trainingLoss());
    }
    if (!Double.isNaN(epoch.validationLoss())) {
      add("validation set", epoch.step(), epoch.validationLoss());
    }
  }

  private void add(String series, long step, double loss) {
    curve.ifPresent(shown -> shown.add(series, (double) step, loss));
  }

  @Override
  public void end() {
    curve.ifPresent(LiveCurve::close);
    curve = Optional.empty();
  }
}
