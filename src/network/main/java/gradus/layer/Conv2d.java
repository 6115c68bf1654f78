package gradus.layer;

import gradus.tensor.Selection;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

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

  /**
   * A convolution without bias whose first filters pass on one input channel each, the first the
   * first, and so on: as many as there are input channels, or filters. The others are drawn by the
   * initializer (S. Zagoruyko and N. Komodakis, "DiracNets", 2017; PyTorch's {@code dirac_}).
   */
  public static Conv2d dirac(int in, int out, Window window, Initializer initializer) {
    Conv2d convolution = withoutBias(in, out, window, initializer);
    Tensor w = convolution.weight.value();
    int middle = (window.height() / 2 * window.width() + window.width() / 2) * in;
    for (int row = 0; row < w.rows(); row++) {
      for (int filter = 0; filter < Math.min(in, out); filter++) {
        w.set(row * out + filter, row == middle + filter ? 1 : 0);
      }
    }
    return convolution;
  }

  /** A convolution whose filters stay as they are; only the bias learns. */
  static Conv2d fixed(Tensor weight, Tensor bias, Window window) {
    return new Conv2d(window, Parameter.buffer(weight), Optional.of(Parameter.undecayed(bias)));
  }

  private static Parameter weight(int in, int out, Window window, Initializer initializer) {
    int fanIn = window.area() * in;
    return Parameter.weight(initializer.weights(Shape.of(fanIn, out), fanIn, window.area() * out));
  }

  @Override
  public Pass forward(Tensor x, Mode mode) {
    requireFit(x);
    return Pass.of(
        convolve(x),
        dy -> {
          if (weight.trainable()) {
            weight.accumulate(x.convolveWeightGradient(dy, window));
          }
          bias.ifPresent(b -> b.accumulate(dy.columnSums()));
        },
        dy -> dy.convolveInputGradient(weight.value(), window, x.shape()));
  }

  /**
   * With a max pooling behind it, or a ReLU and one: only what the pooling picks is stored. With a
   * GELU behind fixed filters: the way back convolves again what it would have to store otherwise.
   */
  @Override
  public Stage fuse(List<Layer> following) {
    if (!weight.trainable() && !following.isEmpty() && following.getFirst() instanceof Gelu) {
      return new Stage(new FixedWithGelu(this), 2);
    }
    int rectifiers = !following.isEmpty() && following.getFirst() instanceof Relu ? 1 : 0;
    return following.size() > rectifiers && following.get(rectifiers) instanceof MaxPool2d pooling
        ? new Stage(new Pooled(this, rectifiers > 0, pooling), rectifiers + 2)
        : new Stage(this, 1);
  }

  private record FixedWithGelu(Conv2d convolution) implements Layer {
    @Override
    public Pass forward(Tensor x, Mode mode) {
      convolution.requireFit(x);
      return Pass.of(
          convolution.convolve(x).gelu(),
          dy ->
              convolution.bias.ifPresent(
                  b -> b.accumulate(convolution.convolve(x).geluGradient(dy).columnSums())),
          dy ->
              convolution
                  .convolve(x)
                  .geluGradient(dy)
                  .convolveInputGradient(
                      convolution.weight.value(), convolution.window, x.shape()));
    }

    @Override
    public Parameters parameters() {
      return convolution.parameters();
    }
  }

  private record Pooled(Conv2d convolution, boolean rectified, MaxPool2d pooling) implements Layer {
    @Override
    public Pass forward(Tensor x, Mode mode) {
      return convolution.forwardPooled(x, rectified, pooling);
    }

    @Override
    public Parameters parameters() {
      return convolution.parameters();
    }
  }

  private Pass forwardPooled(Tensor x, boolean rectified, MaxPool2d pooling) {
    requireFit(x);
    Shape convolved = window.output(x.shape(), weight.value().columns());
    InputShape.requireRoom(pooling, convolved, pooling.window());
    Selection largest =
        Selection.convolveMaxPool(x, weight.value(), shift(), window, rectified, pooling.window());
    Tensor y = largest.values();
    // The gradient goes to where each picked value came from, if a ReLU let that through.
    UnaryOperator<Tensor> back = dy -> rectified ? y.leakyReluGradient(dy, 0) : dy;
    return Pass.of(
        y,
        dy -> accumulate(largest, back.apply(dy), x),
        dy -> inputGradient(largest, back.apply(dy), x));
  }

  /** Adds to the gradients of the parameters for that of the picked values. */
  private void accumulate(Selection picked, Tensor gradient, Tensor x) {
    if (weight.trainable()) {
      weight.accumulate(picked.convolveWeightGradient(gradient, x, window));
    }
    bias.ifPresent(b -> b.accumulate(gradient.columnSums()));
  }

  private Tensor inputGradient(Selection picked, Tensor gradient, Tensor x) {
    return picked.convolveInputGradient(gradient, weight.value(), window, x.shape());
  }

  private Tensor convolve(Tensor x) {
    return x.convolve(weight.value(), shift(), window);
  }

  private void requireFit(Tensor x) {
    InputShape.requireImages(this, x, in());
    InputShape.requireRoom(this, x.shape(), window);
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
