package gradus.plot;

import gradus.training.Epoch;
import gradus.training.History;
import gradus.training.Step;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;

/** The course of a run as charts, in which what was measured on what has a name of its own. */
public final class TrainingCharts {
  /** More points than a screen has columns only make the picture heavy. */
  private static final int MOST_POINTS = 500;

  private TrainingCharts() {}

  /** The loss of the mini-batches, and of the whole sets as far as they were evaluated. */
  public static XYChart loss(History history) {
    XYChart chart = Charts.lines("Loss", "step", "loss");
    addSteps(chart, history.steps(), Step::batchLoss);
    addEpochs(chart, "training set", history.epochs(), Epoch::trainingLoss);
    addEpochs(chart, "validation set", history.epochs(), Epoch::validationLoss);
    return chart;
  }

  /** The accuracy of the mini-batches, and of the whole sets as far as they were evaluated. */
  public static XYChart accuracy(History history) {
    XYChart chart = Charts.lines("Accuracy", "step", "accuracy");
    addSteps(chart, history.steps(), Step::batchAccuracy);
    addEpochs(chart, "training set", history.epochs(), Epoch::trainingAccuracy);
    addEpochs(chart, "validation set", history.epochs(), Epoch::validationAccuracy);
    return chart;
  }

  /** Means over a few steps each, where there are many. */
  private static void addSteps(XYChart chart, List<Step> steps, ToDoubleFunction<Step> value) {
    int width = Math.max(1, Math.ceilDiv(steps.size(), MOST_POINTS));
    int points = steps.size() / width;
    double[] x = new double[points];
    double[] y = new double[points];
    for (int i = 0; i < points; i++) {
      List<Step> some = steps.subList(i * width, (i + 1) * width);
      x[i] = (double) some.getLast().number();
      y[i] = finite(some.stream().mapToDouble(value).average().orElseThrow());
    }
    if (points > 0) {
      chart.addSeries(width == 1 ? "mini-batch" : "mean of %d mini-batches".formatted(width), x, y);
    }
  }

  private static void addEpochs(
      XYChart chart, String name, List<Epoch> epochs, ToDoubleFunction<Epoch> value) {
    double[] x = epochs.stream().mapToDouble(Epoch::step).toArray();
    double[] y = epochs.stream().mapToDouble(value).map(TrainingCharts::finite).toArray();
    if (epochs.stream().mapToDouble(value).anyMatch(v -> !Double.isNaN(v))) {
      chart.addSeries(name, x, y);
    }
  }

  /** Where a run diverged its curve has a gap. */
  private static double finite(double value) {
    return Double.isFinite(value) ? value : Double.NaN;
  }
}
