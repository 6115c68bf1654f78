package gradus.layer;

import gradus.tensor.Precision;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Numbers for tests, and how far they are apart. */
public final class Numbers {
  private Numbers() {}

  /** Numbers from −1 to 1, no two alike and none near 0, so that no kink is near. */
  public static Tensor awayFromKinks(Shape shape, long seed) {
    List<Integer> places = IntStream.range(0, shape.size()).boxed().collect(Collectors.toList());
    Collections.shuffle(places, new Random(seed));
    var next = places.iterator();
    double n = shape.size();
    return Tensor.random(
        Precision.DOUBLE, shape, () -> (2 * next.next() + 1 - n + (n % 2 == 0 ? 0 : 0.5)) / n);
  }

  /** Draws from the normal distribution. */
  public static Tensor gaussian(Shape shape, long seed) {
    return Tensor.gaussian(Precision.DOUBLE, shape, 1, new Random(seed));
  }

  /** ‖a − b‖ / (‖a‖ + ‖b‖), and 0 where both are 0. */
  public static double distance(Tensor a, Tensor b) {
    Tensor left = a.to(Precision.DOUBLE);
    Tensor right = b.to(Precision.DOUBLE);
    Tensor difference = left.minus(right);
    double scale = Math.sqrt(left.dot(left)) + Math.sqrt(right.dot(right));
    return scale == 0 ? 0 : Math.sqrt(difference.dot(difference)) / scale;
  }
}
