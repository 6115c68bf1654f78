package gradus.bench;

import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The most multiply-adds in single precision that this machine does in a second: a loop that
 * touches no memory and in which twelve of them are under way at any time.
 */
public final class PeakFma {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int CHAINS = 12;

  /** So short that most attempts go by before another process gets the processor. */
  private static final int LOOPS = 100_000;

  private static final int ATTEMPTS = 1_001;

  private PeakFma() {}

  /** GFLOP/s of a number of threads at once: the sum of what each does in most attempts. */
  public static double measure(int threads) throws InterruptedException, ExecutionException {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      Callable<Double> task = PeakFma::median;
      double sum = 0;
      for (Future<Double> each : pool.invokeAll(Collections.nCopies(threads, task))) {
        sum += each.get();
      }
      return sum;
    }
  }

  private static double median() {
    double[] speeds = new double[ATTEMPTS];
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long start = System.nanoTime();
      float sum = loop();
      double nanoseconds = System.nanoTime() - start;
      double operations = Float.isNaN(sum) ? 0 : 2.0 * SPECIES.length() * CHAINS * LOOPS;
      speeds[attempt] = operations / nanoseconds;
    }
    Arrays.sort(speeds);
    return speeds[ATTEMPTS / 2];
  }

  private static float loop() {
    FloatVector x = FloatVector.broadcast(SPECIES, 0.999f);
    FloatVector y = FloatVector.broadcast(SPECIES, 0.001f);
    FloatVector a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
    for (int n = 0; n < LOOPS; n++) {
      a = a.fma(x, y);
      b = b.fma(x, y);
      c = c.fma(x, y);
      d = d.fma(x, y);
      e = e.fma(x, y);
      f = f.fma(x, y);
      g = g.fma(x, y);
      h = h.fma(x, y);
      i = i.fma(x, y);
      j = j.fma(x, y);
      k = k.fma(x, y);
      l = l.fma(x, y);
    }
    FloatVector sum = a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k);
    return sum.add(l).reduceLanes(VectorOperators.ADD);
  }
}
