package gradus.course;

/** Measures how long work takes. */
public final class Timing {
  private Timing() {}

  /** The seconds that work takes when it runs a second time, after Java has compiled it. */
  public static double seconds(Runnable work) {
    return seconds(1, work);
  }

  /** The mean seconds of a number of runs, after one that is not counted. */
  public static double seconds(int runs, Runnable work) {
    work.run();
    long start = System.nanoTime();
    for (int i = 0; i < runs; i++) {
      work.run();
    }
    return (System.nanoTime() - start) / 1e9 / runs;
  }
}
