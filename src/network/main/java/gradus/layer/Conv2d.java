package gradus.layer;

import gradus.tensor.Selection;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.util.List;
import java.util.Optional;

/**
 * The convolution of images with learned filters: N×H×W×in → N×H'×W'×out.
 *
 * <p>At each position of the window, y = patch·W + b, where the patch is the row of height·width·in
 * numbers that the window sees. As everywhere in deep learning the filters are not flipped: it is a
 * cross-correlation.
 */
public final class Conv2d implements Fusible {
  private final Window window;
  private final Parameter weight;
  private final Optional<Parameter> bias;

  /**
   * Filters as the columns of a (height·width·in)×out matrix, drawn by the initializer; bias 1×out
   * of zeros.
   */
  public Conv2d(int in, int out, Window window, Initializer initializer) {
    this(
        window,
        weight(in, out, window, initializer),
        Optional.of(Parameter.undecayed(initializer.zeros(Shape.of(1, out)))));
  }

  private Conv2d(Window window, Parameter weight, Optional<Parameter> bias) {
    this.window = window;
    this.weight = weight;
    this.bias = bias;
  }

  /** A convolution for use in front of a normalisation, which has its own shift. */
  public static Conv2d withoutBias(int in, int out, Window window, Initializer initializer) {
    return new Conv2d(window, weight(in, out, window, initializer), Optional.empty());
  }

  private static Parameter weight(int in, int out, Window window, Initializer initializer) {
    int fanIn = window.area() * in;
    return Parameter.weight(initializer.weights(Shape.of(fanIn, out), fanIn, window.area() * out));
  }

  @Override
  public Pass forward(Tensor x, Mode mode) {
    requireFit(x);
    return Pass.of(
        x.convolve(weight.value(), shift(), window),
        dy -> {
          weight.accumulate(x.convolveWeightGradient(dy, window));
          bias.ifPresent(b -> b.accumulate(dy.columnSums()));
        },
        dy -> dy.convolveInputGradient(weight.value(), window, x.shape()));
  }

  /** With a ReLU and a max pooling behind it: only what the pooling picks is ever stored. */
  @Override
  public Stage fuse(List<Layer> following) {
    return following.size() >= 2
            && following.get(0) instanceof Relu
            && following.get(1) instanceof MaxPool2d pooling
        ? new Stage(new Pooled(this, pooling.window()), 3)
        : new Stage(this, 1);
  }

  private record Pooled(Conv2d convolution, Window pooling) implements Layer {
    @Override
    public Pass forward(Tensor x, Mode mode) {
      return convolution.forwardPooled(x, pooling);
    }

    @Override
    public Parameters parameters() {
      return convolution.parameters();
    }
  }

  private Pass forwardPooled(Tensor x, Window pooling) {
    requireFit(x);
    Selection largest = Selection.convolveReluMaxPool(x, weight.value(), shift(), window, pooling);
    Tensor y = largest.values();
    // The gradient goes to where each picked value came from, if the ReLU let that through.
    return Pass.of(
        y,
        dy -> {
          Tensor passed = y.leakyReluGradient(dy, 0);
          weight.accumulate(largest.convolveWeightGradient(passed, x, window));
          bias.ifPresent(b -> b.accumulate(passed.columnSums()));
        },
        dy ->
            largest.convolveInputGradient(
                y.leakyReluGradient(dy, 0), weight.value(), window, x.shape()));
  }

  private void requireFit(Tensor x) {
    InputShape.requireImages(this, x, in());
    InputShape.requireRoom(this, x, window);
  }

  private Tensor shift() {
    Tensor w = weight.value();
    return bias.map(Parameter::value)
        .orElseGet(() -> Tensor.zeros(w.precision(), Shape.of(1, w.columns())));
  }

  /** What slides over the images. */
  public Window window() {
    return window;
  }

  private int in() {
    return weight.value().rows() / window.area();
  }

  @Override
  public Parameters parameters() {
    Parameters weights = Parameters.of("weight", weight);
    return bias.map(b -> weights.and("bias", b)).orElse(weights);
  }

  /** For example {@code Conv2d(3→32, 5×5 window, stride 1, padding 2)}. */
  @Override
  public String toString() {
    return "Conv2d(%d→%d, %s%s)"
        .formatted(in(), weight.value().columns(), window, bias.isPresent() ? "" : ", no bias");
  }
}
