package gradus.bench;

import gradus.bench.Participant.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The runs of one library at one case: those of the warm-up, then the rounds. */
final class Measurements {
  /** A run is steady that takes no longer than this times the median of the rounds. */
  private static final double STEADY = 1.15;

  private final List<Run> warmUp = new ArrayList<>();
  private final List<Run> rounds = new ArrayList<>();

  void addWarmUp(Run run) {
    warmUp.add(run);
  }

  void addRound(Run run) {
    rounds.add(run);
  }

  Run last() {
    return all().getLast();
  }

  /** The median of the rounds. */
  double secondsPerStep() {
    return quantile(0.5);
  }

  /** Half the distance between the quartiles of the rounds, relative to their median. */
  double spread() {
    return (quantile(0.75) - quantile(0.25)) / 2 / quantile(0.5);
  }

  /** The median of the rounds, on all processors together. */
  double processorSecondsPerStep() {
    return quantile(0.5, Run::processorSecondsPerStep);
  }

  private double quantile(double share) {
    return quantile(share, Run::secondsPerStep);
  }

  private double quantile(double share, ToDoubleFunction<Run> measure) {
    double[] sorted = rounds.stream().mapToDouble(measure).sorted().toArray();
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** The seconds of the very first step. */
  double firstStep() {
    return warmUp.getFirst().secondsPerStep();
  }

  /** The seconds of work after which it first was as fast as later on. */
  double steadyAfter() {
    double limit = STEADY * secondsPerStep();
    double spent = 0;
    for (Run run : warmUp) {
      if (run.secondsPerStep() <= limit) {
        return spent;
      }
      spent += run.seconds();
    }
    return spent;
  }

  /** Whether at least this number of steps has been done. */
  boolean hasDone(int steps) {
    return all().stream().mapToInt(Run::steps).sum() >= steps;
  }

  /** The seconds of work of the first steps, at the median's speed beyond those that were done. */
  double secondsOfFirst(int steps) {
    double seconds = 0;
    int left = steps;
    for (Run run : all()) {
      int some = Math.min(left, run.steps());
      seconds += some * run.secondsPerStep();
      left -= some;
    }
    return seconds + left * secondsPerStep();
  }

  private List<Run> all() {
    List<Run> all = new ArrayList<>(warmUp);
    all.addAll(rounds);
    return all;
  }
}
