package gradus.tensor.vector;

import gradus.tensor.Engines;
import gradus.tensor.Moments;
import gradus.tensor.Normalization;
import gradus.tensor.Precision;
import gradus.tensor.Selection;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import gradus.tensor.engine.Activation;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * Every operation that the fast engine replaces, on tensors of random shapes (odd, tiny, empty, now
 * and then large enough for several tasks), compared in single precision with the readable engine
 * in double precision.
 *
 * <p>It runs in a process of its own, since the engine, the width of vectors and the number of
 * threads are chosen once: {@code RandomShapes SHAPES} prints for each operation a checksum of its
 * results, to the bit.
 */
final class RandomShapes {
  private final SplittableRandom random = new SplittableRandom(20_26);
  private final Map<String, CRC32C> checksums = new TreeMap<>();
  private boolean large;

  public static void main(String[] arguments) {
    System.out.println(new RandomShapes().run(Integer.parseInt(arguments[0])));
  }

  /** Compares everything on a number of shapes, of which every hundredth is large. */
  String run(int shapes) {
    for (int i = 0; i < shapes; i++) {
      large = i % 100 == 50;
      products();
      convolutions();
      elementwise();
      columns();
      normalizations();
    }
    return "%s, %s".formatted(Engines.describe(Precision.SINGLE), digests());
  }

  /** The operations and the checksum of all bits of each one's results. */
  private String digests() {
    return checksums.entrySet().stream()
        .map(entry -> "%s %08x".formatted(entry.getKey(), entry.getValue().getValue()))
        .collect(Collectors.joining(", "));
  }

  private void products() {
    int rows = length();
    int inner = length();
    Tensor a = numbers(rows, inner);
    Tensor b = numbers(inner, length());
    Tensor dy = numbers(rows, b.columns());
    compare("matmul", x -> a.to(x).matmul(b.to(x)));
    compare("transposeMatmul", x -> a.to(x).transposeMatmul(dy.to(x)));
    compare("matmulTranspose", x -> dy.to(x).matmulTranspose(b.to(x)));
  }

  private void convolutions() {
    int size = 1 + below(4);
    Window window = new Window(size, 1 + below(4), 1 + below(3), below(3), random.nextBoolean());
    int room = large ? 20 : 6;
    convolutions(
        window,
        Shape.of(below(4), size + below(room), window.width() + below(room), 1 + below(20)),
        1 + below(40));
    if (random.nextInt(8) == 0) {
      int side = random.nextBoolean() ? 3 : 5;
      int padding = below(side);
      int height = Math.max(1, side - 2 * padding) + below(large ? 20 : 8);
      convolutions(
          Window.square(side).withPadding(padding),
          Shape.of(below(4), height, side + below(room), 20 + below(50)),
          20 + below(large ? 200 : 50));
    }
  }

  private void convolutions(Window window, Shape images, int filters) {
    Tensor x = numbers(images);
    Tensor w = numbers(window.area() * x.columns(), filters);
    Tensor b = numbers(1, w.columns());
    Tensor dy = numbers(window.output(images, w.columns()));
    compare("convolve", p -> x.to(p).convolve(w.to(p), b.to(p), window));
    compare("weights", p -> x.to(p).convolveWeightGradient(dy.to(p), window));
    compare("images", p -> dy.to(p).convolveInputGradient(w.to(p), window, images));
    Window pooling = window.withPadding(Math.min(window.height(), window.width()) / 2);
    Tensor gradient = numbers(pooling.output(images, x.columns()));
    compare("maxPool", p -> Selection.maxPool(x.to(p), pooling).values());
    compare("unpool", p -> Selection.maxPool(x.to(p), pooling).scatter(gradient.to(p)));
    compare("averagePool", p -> x.to(p).averagePool(pooling));
    compare("spread", p -> gradient.to(p).averagePoolGradient(pooling, images));
    Window pair = new Window(2, 2, 1 + below(2), 1, true);
    compare(
        "fused",
        p -> Selection.convolveMaxPool(x.to(p), w.to(p), b.to(p), window, true, pair).values());
    compare(
        "pooled",
        p -> Selection.convolveMaxPool(x.to(p), w.to(p), b.to(p), window, false, pair).values());
    Selection picked = Selection.maxPool(x.convolve(w, b, window), pair);
    Tensor dp = numbers(picked.values().shape());
    compare("picked weights", p -> picked.convolveWeightGradient(dp.to(p), x.to(p), window));
    compare("picked images", p -> picked.convolveInputGradient(dp.to(p), w.to(p), window, images));
  }

  private void elementwise() {
    Tensor x = numbers(length(), length());
    Tensor y = numbers(x.shape());
    Tensor row = numbers(1, x.columns());
    Tensor column = numbers(x.rows(), 1);
    double factor = random.nextDouble(-1, 1);
    compare("plus", p -> x.to(p).plus(y.to(p)));
    compare("minus", p -> x.to(p).minus(y.to(p)));
    compare("times", p -> x.to(p).times(y.to(p)));
    compare("dividedBy", p -> x.to(p).dividedBy(y.to(p).map(v -> v < 0 ? v - 1 : v + 1)));
    compare("plusRow", p -> x.to(p).plusRow(row.to(p)));
    compare("minusRow", p -> x.to(p).minusRow(row.to(p)));
    compare("timesRow", p -> x.to(p).timesRow(row.to(p)));
    compare("timesColumn", p -> x.to(p).timesColumn(column.to(p)));
    compare("scale", p -> x.to(p).times(factor));
    compare("relu", p -> x.to(p).leakyRelu(factor));
    compare("relu's gradient", p -> x.to(p).leakyReluGradient(y.to(p), factor));
    compare("gelu", p -> x.to(p).times(8).gelu());
    compare("gelu's gradient", p -> x.to(p).times(8).geluGradient(y.to(p)));
    compare("addInPlace", p -> changed(x.to(p).copy(), z -> z.addInPlace(factor, y.to(p))));
    compare("blend", p -> changed(x.to(p).copy(), z -> z.blendInPlace(0.9, factor, y.to(p))));
  }

  private void columns() {
    Tensor x = numbers(1 + length(), length());
    Tensor y = numbers(x.shape());
    Tensor mean = numbers(1, x.columns());
    compare("columnSums", p -> x.to(p).columnSums());
    compare("rowSums", p -> x.to(p).rowSums());
    compare("columnDots", p -> x.to(p).columnDots(y.to(p)));
    compare("columnVariances", p -> x.to(p).columnVariances(mean.to(p)));
    compare("mean", p -> Moments.of(x.to(p)).mean());
    compare("variance", p -> Moments.of(x.to(p)).variance());
  }

  /** With eighths, so that both precisions see the same ones rectified. */
  private void normalizations() {
    Tensor x = eighths(Shape.of(1 + length(), length()));
    Tensor dy = numbers(x.shape());
    Shape row = Shape.of(1, x.columns());
    Tensor mean = eighths(row);
    Tensor factor = eighths(row);
    Tensor shift = eighths(row);
    Tensor slope = numbers(row);
    Activation activation = Activation.values()[below(3)];
    Function<Precision, Normalization> way =
        p -> new Normalization(mean.to(p), factor.to(p), shift.to(p), activation);
    compare("normalize", p -> way.apply(p).of(x.to(p)));
    compare("gradients", p -> way.apply(p).sums(x.to(p), dy.to(p)).gradients());
    compare("products", p -> way.apply(p).sums(x.to(p), dy.to(p)).products());
    compare(
        "normalization's gradient",
        p -> way.apply(p).gradient(x.to(p), dy.to(p), mean.to(p), slope.to(p)));
  }

  private static Tensor changed(Tensor x, Consumer<Tensor> change) {
    change.accept(x);
    return x;
  }

  /** An operation in one precision. */
  private interface Operation {
    Tensor in(Precision precision);
  }

  private void compare(String name, Operation operation) {
    Tensor fast = operation.in(Precision.SINGLE);
    Tensor exact = operation.in(Precision.DOUBLE);
    if (!fast.shape().equals(exact.shape())) {
      throw new AssertionError(name + " made " + fast.shape() + ", not " + exact.shape());
    }
    float[] numbers = fast.toFloatArray();
    double[] expected = exact.toArray();
    CRC32C checksum = checksums.computeIfAbsent(name, first -> new CRC32C());
    for (int i = 0; i < numbers.length; i++) {
      if (!(Math.abs(numbers[i] - expected[i]) <= 2e-4 * Math.max(1, Math.abs(expected[i])))) {
        throw new AssertionError(
            "%s of shape %s has %s at %d, expected %s"
                .formatted(name, fast.shape(), numbers[i], i, expected[i]));
      }
      int bits = Float.floatToRawIntBits(numbers[i]);
      checksum.update(bits);
      checksum.update(bits >>> 8);
      checksum.update(bits >>> 16);
      checksum.update(bits >>> 24);
    }
  }

  /** Mostly below 20, sometimes nothing, now and then more than a block. */
  private int length() {
    return large ? 50 + below(300) : below(3 + below(40));
  }

  private int below(int bound) {
    return random.nextInt(bound);
  }

  private Tensor numbers(int... dimensions) {
    return numbers(Shape.of(dimensions));
  }

  private Tensor numbers(Shape shape) {
    return Tensor.random(Precision.SINGLE, shape, () -> random.nextDouble(-1, 1));
  }

  private Tensor eighths(Shape shape) {
    return Tensor.random(Precision.SINGLE, shape, () -> random.nextInt(-8, 9) / 8.0);
  }
}
