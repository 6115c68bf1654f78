package gradus.training;

import java.util.ArrayList;
import java.util.List;

/** A history in progress, with the seconds of training but not of the pauses. */
final class HistoryRecorder {
  private final List<Step> steps = new ArrayList<>();
  private final List<Epoch> epochs = new ArrayList<>();
  private double secondsBefore;
  private boolean running;
  private long started;

  void add(Step step) {
    steps.add(step);
  }

  void add(Epoch epoch) {
    epochs.add(epoch);
  }

  /** Replaces its history by that of a checkpoint. */
  void set(History history) {
    steps.clear();
    steps.addAll(history.steps());
    epochs.clear();
    epochs.addAll(history.epochs());
    secondsBefore = history.seconds();
    started = System.nanoTime();
  }

  long steps() {
    return steps.size();
  }

  int epochs() {
    return epochs.size();
  }

  /** The last {@code number} steps. */
  List<Step> last(int number) {
    return steps.subList(steps.size() - number, steps.size());
  }

  /** Whether the last step was the last of its epoch. */
  boolean epochEnded() {
    return !epochs.isEmpty() && epochs.getLast().step() == steps.size();
  }

  History history() {
    return new History(steps, epochs, seconds());
  }

  void start() {
    started = System.nanoTime();
    running = true;
  }

  void stop() {
    secondsBefore = seconds();
    running = false;
  }

  double seconds() {
    return running ? secondsBefore + (System.nanoTime() - started) / 1e9 : secondsBefore;
  }
}
