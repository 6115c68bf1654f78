package gradus.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/**
 * Where the time of a step goes, sampled by the JVM's flight recorder, and what its new memory
 * costs.
 *
 * @param secondsPerStep while it was recorded
 * @param operations that a step cannot do without
 * @param shares of the samples: of products (multiplying and adding in registers), of moving
 *     numbers to and from them, of single passes over memory, and of the rest: data, layers,
 *     waiting
 * @param bytesPerStep allocated by all threads together
 * @param secondsForMemory the time that allocating and collecting as much takes by itself
 */
record Profile(
    double secondsPerStep,
    double operations,
    List<Double> shares,
    double bytesPerStep,
    double secondsForMemory) {
  Profile {
    shares = List.copyOf(shares);
  }

  /** The simple names of the kernel classes of each part; all other classes are the rest. */
  static final List<Set<String>> PARTS =
      List.of(
          Set.of("MicroKernel", "MicroKernelTransposed", "VectorRegisters"),
          Set.of(
              "Convolution",
              "Convolutions",
              "FeatureMaps",
              "Im2colConvolution",
              "Im2colTiles",
              "InputGradient",
              "PackedA",
              "PackedB",
              "Patches",
              "PositionGroups",
              "Product",
              "Scratch",
              "SparseGradient",
              "View",
              "WeightGradient",
              "Winograd",
              "WinogradF23",
              "WinogradF25",
              "WinogradF43",
              "WinogradInputGradient",
              "WinogradSixPoints",
              "WinogradTiles",
              "WinogradTransforms",
              "WinogradWeightGradient"),
          Set.of(
              "Averaging",
              "BatchNormKernels",
              "GeluKernel",
              "ElementwiseKernels",
              "FloatEngine",
              "Pooling",
              "SlidingWindow",
              "VectorEngine"));

  private static final String SAMPLE = "jdk.ExecutionSample";
  private static final int PIECE = 1 << 18;

  /** Records a number of steps of a workload that has warmed up. */
  static Profile of(Workload workload, int steps) throws InterruptedException {
    var samples = new AtomicIntegerArray(PARTS.size() + 1);
    double bytes = allocated();
    double seconds;
    try (var recorder = new RecordingStream()) {
      recorder.enable(SAMPLE).withPeriod(Duration.ofMillis(10));
      recorder.onEvent(SAMPLE, event -> samples.incrementAndGet(part(event)));
      recorder.startAsync();
      long start = System.nanoTime();
      workload.run(steps);
      seconds = (System.nanoTime() - start) / 1e9 / steps;
      bytes = (allocated() - bytes) / steps;
      recorder.stop();
    }
    return new Profile(
        seconds, workload.operationsPerStep(), shares(samples), bytes, secondsToAllocate(bytes));
  }

  private static List<Double> shares(AtomicIntegerArray samples) {
    int[] counts = IntStream.range(0, samples.length()).map(samples::get).toArray();
    double all = Math.max(1, IntStream.of(counts).sum());
    return IntStream.of(counts).mapToObj(count -> count / all).toList();
  }

  /** The part of the innermost method of this kit. */
  private static int part(RecordedEvent event) {
    String type =
        Optional.ofNullable(event.getStackTrace()).stream()
            .flatMap(trace -> trace.getFrames().stream())
            .map(frame -> frame.getMethod().getType().getName())
            .filter(name -> name.startsWith("gradus."))
            .findFirst()
            .orElse("");
    String simple = type.substring(type.lastIndexOf('.') + 1).replaceFirst("\\$.*", "");
    int part = 0;
    while (part < PARTS.size() && !PARTS.get(part).contains(simple)) {
      part++;
    }
    return part;
  }

  private static double allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
  }

  /** By one thread, in arrays of a megabyte, which are zeroed, dropped at once and collected. */
  private static double secondsToAllocate(double bytes) {
    int pieces = 1000;
    long start = System.nanoTime();
    float sum = 0;
    for (int i = 0; i < pieces; i++) {
      float[] piece = new float[PIECE];
      sum += piece[i];
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (sum != 0) {
      throw new AssertionError("new memory holds zeros");
    }
    return bytes / (4.0 * PIECE) * seconds / pieces;
  }

  /** As {@link #parse} reads it. */
  String format() {
    return DoubleStream.concat(
            DoubleStream.of(secondsPerStep, operations, bytesPerStep, secondsForMemory),
            shares.stream().mapToDouble(share -> share))
        .mapToObj(Double::toString)
        .collect(Collectors.joining(" "));
  }

  /** What {@link #format} wrote. */
  static Profile parse(List<String> words) {
    List<Double> numbers = words.stream().map(Double::valueOf).toList();
    return new Profile(
        numbers.get(0),
        numbers.get(1),
        numbers.subList(4, numbers.size()),
        numbers.get(2),
        numbers.get(3));
  }

  /** The names of the columns of {@link #row}. */
  static String head() {
    return "%-8s%12s%10s%9s%9s%9s%10s%14s%10s%n"
        .formatted(
            "case",
            "step",
            "products",
            "moving",
            "passes",
            "rest",
            "of peak",
            "new memory",
            "its cost");
  }

  /**
   * A row of a table.
   *
   * @param peak of the machine in operations a second, 0 where it is not known
   */
  String row(String name, double peak) {
    String parts =
        shares.stream()
            .map(share -> String.format(Locale.ROOT, "%7.0f %%", 100 * share))
            .collect(Collectors.joining());
    double speed = operations / secondsPerStep / shares.getFirst();
    double cost = secondsForMemory / secondsPerStep;
    return String.format(
        Locale.ROOT,
        "%-8s%9.2f ms%s%10s%11.1f MB%8.1f %%%n",
        name,
        1e3 * secondsPerStep,
        parts,
        peak > 0 && shares.getFirst() > 0
            ? String.format(Locale.ROOT, "%.0f %%", 100 * speed / peak)
            : "–",
        bytesPerStep / (1 << 20),
        100 * cost);
  }
}
