package gradus.training;

/** Counts the seconds of training, and none of the pauses between two calls. */
final class Stopwatch {
  private double before;
  private boolean running;
  private long started;

  void start() {
    started = System.nanoTime();
    running = true;
  }

  void stop() {
    before = seconds();
    running = false;
  }

  /** As if so many seconds had been counted already. */
  void set(double seconds) {
    before = seconds;
    started = System.nanoTime();
  }

  double seconds() {
    return running ? before + (System.nanoTime() - started) / 1e9 : before;
  }
}
