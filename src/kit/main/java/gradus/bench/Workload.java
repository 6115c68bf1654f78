package gradus.bench;

/** What a case does over and over, ready to be done. */
public interface Workload {
  /** Pictures that one step handles. */
  int imagesPerStep();

  /** Floating-point operations that one step cannot do without: two for each multiply-add. */
  double operationsPerStep();

  /** Steps until every picture has been seen once. */
  int stepsPerEpoch();

  /**
   * Does so many steps.
   *
   * @return the loss of the last step, 0 where there is none
   */
  double run(int steps) throws InterruptedException;
}
