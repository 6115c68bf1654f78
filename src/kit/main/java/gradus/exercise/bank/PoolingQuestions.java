package gradus.exercise.bank;

import gradus.exercise.Question;
import gradus.exercise.RandomInputs;
import gradus.exercise.Values;
import gradus.tensor.Selection;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.util.Arrays;
import java.util.List;

/** The questions of max pooling and average pooling, forward and back. */
final class PoolingQuestions {
  private PoolingQuestions() {}

  static Question max() {
    return new Question(
            "max_pool",
            "from x (N×H×W×C), size, stride and dout: out, the largest value under each window, and"
                + " dx, where of equal values the first receives the gradient",
            PoolingQuestions::tiedTrials,
            PoolingQuestions::largest)
        .mistake(
            "all of several equal values receive the gradient",
            "the gradient of a maximum goes to one place, the first of equals: look for a mask of all values that equal the maximum",
            "dx",
            given -> spread(given, false))
        .mistake(
            "equal values share the gradient",
            "here the gradient of a maximum goes to the first of equals, undivided",
            "dx",
            given -> spread(given, true))
        .mistake(
            "every pixel of the window receives the gradient",
            "only the pixel that was the largest had an influence",
            "dx",
            given -> undivided(given, "dx"))
        .mistake(
            "the mean is taken, not the largest",
            "this is average pooling; a maximum is compared, not summed",
            PoolingQuestions::mean)
        .mistake(
            "the smallest value is taken",
            "look for min, or a comparison the wrong way round",
            given -> {
              Values negative = largest(given.with("x", x -> x.times(-1)));
              return negative.with("out", out -> out.times(-1));
            })
        .mistake(
            "the stride is ignored",
            "the window moves by stride pixels",
            given -> largestOnly(given.and("stride", 1)))
        .mistake(
            "negative values become zero",
            "the largest value so far starts below every number: at −∞ or the first pixel, not at 0",
            given -> largestOnly(given).with("out", out -> out.leakyRelu(0)));
  }

  static Question average() {
    return new Question(
            "avg_pool",
            "from x (N×H×W×C), size, stride and dout: out, the mean under each window, and dx",
            PoolingQuestions::trials,
            PoolingQuestions::mean)
        .mistake(
            "the window is summed",
            "divide the sum by the number of pixels, size·size, forward and back",
            given -> Values.of("out", undivided(given, "out")).and("dx", undivided(given, "dx")))
        .mistake(
            "the gradient is not divided",
            "each pixel has a share of 1/(size·size) in the mean, and so in the gradient",
            "dx",
            given -> undivided(given, "dx"))
        .mistake(
            "the division is by size, not by its square",
            "a window of size·size pixels is divided by their number",
            given -> {
              double size = given.number("size");
              return mean(given).with("out", v -> v.times(size)).with("dx", v -> v.times(size));
            })
        .mistake(
            "the largest value is taken, not the mean",
            "this is max pooling; a mean is summed and divided by size·size",
            PoolingQuestions::largest)
        .mistake(
            "the stride is ignored",
            "the window moves by stride pixels",
            given ->
                Values.of("out", given.tensor("x").averagePool(window(given.and("stride", 1)))));
  }

  private static Window window(Values given) {
    return Window.square(given.whole("size")).withStride(given.whole("stride"));
  }

  private static Values largestOnly(Values given) {
    return Values.of("out", Selection.maxPool(given.tensor("x"), window(given)).values());
  }

  private static Values largest(Values given) {
    return largestOnly(given)
        .and(
            "dx",
            Selection.maxPool(given.tensor("x"), window(given)).scatter(given.tensor("dout")));
  }

  private static Values mean(Values given) {
    Tensor x = given.tensor("x");
    return Values.of("out", x.averagePool(window(given)))
        .and("dx", given.tensor("dout").averagePoolGradient(window(given), x.shape()));
  }

  /** This of the mean's answers, if what makes it is not divided by the window's pixels. */
  private static Tensor undivided(Values given, String name) {
    return mean(given).tensor(name).times(window(given).area());
  }

  /** The gradient to every pixel that equals the largest, whole or in shares. */
  private static Tensor spread(Values given, boolean shared) {
    Tensor x = given.tensor("x");
    int[] d = x.shape().dimensions();
    int size = given.whole("size");
    int stride = given.whole("stride");
    Tensor out = largestOnly(given).tensor("out");
    Tensor dx = x.map(v -> 0);
    for (int i = 0; i < out.size(); i++) {
      int c = i % d[3];
      int column = i / d[3] % out.shape().dimension(2) * stride;
      int row = i / d[3] / out.shape().dimension(2) % out.shape().dimension(1) * stride;
      int image = i / d[3] / out.shape().dimension(2) / out.shape().dimension(1);
      int[] places = new int[size * size];
      for (int k = 0; k < places.length; k++) {
        places[k] = ((image * d[1] + row + k / size) * d[2] + column + k % size) * d[3] + c;
      }
      double value = out.get(i);
      int[] equal = Arrays.stream(places).filter(place -> x.get(place) == value).toArray();
      for (int place : equal) {
        double share = given.tensor("dout").get(i) / (shared ? equal.length : 1);
        dx.set(place, dx.get(place) + share);
      }
    }
    return dx;
  }

  private static List<Values> trials(RandomInputs draw) {
    return List.of(
        trial(draw, draw.gaussian(1, 2, 6, 4, 3), 2), trial(draw, draw.gaussian(1, 3, 9, 6, 2), 3));
  }

  /** The same, and images of few different values. */
  private static List<Values> tiedTrials(RandomInputs draw) {
    List<Values> trials = trials(draw);
    return List.of(
        trials.getFirst(),
        trials.getLast(),
        trial(draw, draw.uniform(-3, 0, 2, 4, 8, 2).map(Math::floor), 2));
  }

  private static Values trial(RandomInputs draw, Tensor x, int size) {
    Shape out = Window.square(size).withStride(size).output(x.shape(), x.columns());
    return Values.of("x", x)
        .and("size", size)
        .and("stride", size)
        .and("dout", draw.gaussian(1, out.dimensions()));
  }
}
