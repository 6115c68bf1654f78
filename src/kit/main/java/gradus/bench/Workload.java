package gradus.bench;

/** The repeated work of a case, ready to run. */
public interface Workload {
  /** Pictures that one step handles. */
  int imagesPerStep();

  /** Floating-point operations that one step cannot do without: two for each multiply-add. */
  double operationsPerStep();

  /** Steps until every picture has been seen once. */
  int stepsPerEpoch();

  /**
   * Does a number of steps.
   *
   * @return the loss of the last step, 0 where there is none
   */
  double run(int steps) throws InterruptedException;
}
