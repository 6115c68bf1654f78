package gradus.report;

import gradus.training.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Means over consecutive mini-batches.
 *
 * @param step the number of the last of them
 * @param loss the mean of their losses
 * @param accuracy the mean of their accuracies
 */
public record LossWindow(long step, double loss, double accuracy) {
  /** The number of windows, not counting the shorter ones at the beginning. */
  private static final int WINDOWS = 100;

  /** The steps of the first windows. */
  private static final int SHORTEST = 10;

  /** A window is a twentieth of the steps before it long, until it is as long as the others. */
  private static final int SHARE = 20;

  /** The windows of a run: short at first, where the curve is steep. */
  static List<LossWindow> of(List<Step> steps) {
    int longest = Math.max(1, Math.ceilDiv(steps.size(), WINDOWS));
    List<LossWindow> windows = new ArrayList<>();
    for (int from = 0; from < steps.size(); from = (int) windows.getLast().step()) {
      int length = Math.min(longest, Math.max(SHORTEST, from / SHARE));
      List<Step> some = steps.subList(from, Math.min(steps.size(), from + length));
      windows.add(
          new LossWindow(
              some.getLast().number(),
              some.stream().mapToDouble(Step::batchLoss).average().orElseThrow(),
              some.stream().mapToDouble(Step::batchAccuracy).average().orElseThrow()));
    }
    return windows;
  }
}
