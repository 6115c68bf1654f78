package gradus.layer;

import gradus.tensor.Moments;
import gradus.tensor.Normalization;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.engine.Activation;
import java.util.List;
import java.util.Optional;

/**
 * Batch normalisation (Ioffe and Szegedy, 2015), for dense and convolutional networks alike: each
 * column is centred and scaled by the statistics of the batch, x̂ = (x − μ)/√(σ² + ε), then
 * stretched and moved by what is learned, y = γ∘x̂ + β.
 *
 * <p>An image has one row for each pixel and one column for each channel, so its statistics run
 * over batch, height and width: "spatial" batch normalisation is the same thing.
 *
 * <p>Evaluation uses running statistics, in PyTorch's convention: running ← (1 − momentum)·running
 * + momentum·batch, with the variance over R − 1 rather than R rows, from mean 0 and variance 1.
 * CS231n keeps the share {@code 1 − momentum} under the name of momentum (0.9 there is 0.1 here),
 * takes the variance over R and starts both at 0: {@link #cs231n}.
 */
public final class BatchNorm implements Fusible {
  private static final double USUAL_MOMENTUM = 0.1;

  private final double momentum;
  private final double epsilon;
  private final boolean unbiased;
  private final Optional<Parameter> scale;
  private final Parameter shift;
  private final Parameter runningMean;
  private final Parameter runningVariance;
  private final Activation activation;

  /** For this many columns, with the usual momentum 0.1 and ε = 1e-5. */
  public BatchNorm(int columns, Initializer initializer) {
    this(columns, USUAL_MOMENTUM, Epsilon.USUAL, initializer);
  }

  /**
   * For this many columns.
   *
   * @param momentum the share of the newest batch in the running statistics, from 0 to 1
   * @param epsilon what keeps a column without variance from dividing by zero, 0 or more
   */
  public BatchNorm(int columns, double momentum, double epsilon, Initializer initializer) {
    this(momentum, epsilon, true, true, initializer.constant(Shape.of(1, columns), 1));
  }

  private BatchNorm(
      double momentum, double epsilon, boolean unbiased, boolean scaled, Tensor startVariance) {
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException(
          "momentum is the share of the newest batch, from 0 to 1 and usually 0.1, got "
              + momentum);
    }
    this.momentum = momentum;
    this.epsilon = Epsilon.require(epsilon);
    this.unbiased = unbiased;
    Tensor zeros = Tensor.zeros(startVariance.precision(), startVariance.shape());
    scale = scaled ? Optional.of(Parameter.undecayed(zeros.map(zero -> 1))) : Optional.empty();
    shift = Parameter.undecayed(zeros.copy());
    runningMean = Parameter.buffer(zeros.copy());
    runningVariance = Parameter.buffer(startVariance);
    activation = Activation.NONE;
  }

  /** With the running statistics of CS231n's assignments: biased variance, both starting at 0. */
  public static BatchNorm cs231n(int columns, double epsilon, Initializer initializer) {
    return new BatchNorm(
        USUAL_MOMENTUM, epsilon, false, true, initializer.zeros(Shape.of(1, columns)));
  }

  /**
   * With γ fixed at 1, y = x̂ + β: for use where what follows makes a scale useless.
   *
   * @param momentum the share of the newest batch in the running statistics, from 0 to 1
   * @param epsilon what keeps a column without variance from dividing by zero, 0 or more
   */
  public static BatchNorm withoutScale(
      int columns, double momentum, double epsilon, Initializer initializer) {
    return new BatchNorm(
        momentum, epsilon, true, false, initializer.constant(Shape.of(1, columns), 1));
  }

  private BatchNorm(BatchNorm other, Activation activation) {
    momentum = other.momentum;
    epsilon = other.epsilon;
    unbiased = other.unbiased;
    scale = other.scale;
    shift = other.shift;
    runningMean = other.runningMean;
    runningVariance = other.runningVariance;
    this.activation = activation;
  }

  /** With a ReLU or GELU behind it, which the way back works out again rather than reads again. */
  @Override
  public Stage fuse(List<Layer> following) {
    return switch (following.isEmpty() ? this : following.getFirst()) {
      case Relu relu -> new Stage(new BatchNorm(this, Activation.RELU), 2);
      case Gelu gelu -> new Stage(new BatchNorm(this, Activation.GELU), 2);
      default -> new Stage(this, 1);
    };
  }

  @Override
  public Pass forward(Tensor x, Mode mode) {
    InputShape.requireColumns(this, x, shift.value().columns());
    return mode instanceof Mode.Training ? train(x) : evaluate(x);
  }

  private Pass train(Tensor x) {
    if (x.rows() < 2) {
      throw InputShape.mismatch(
          this,
          x.shape(),
          "at least two rows in training: use larger batches, or drop a smaller last one");
    }
    Moments batch = Moments.of(x);
    track(batch, x.rows());
    Tensor inverse = inverseDeviation(batch.variance());
    var normalization = normalization(batch.mean(), inverse);
    return Pass.of(
        normalization.of(x),
        dy -> {
          var sums = normalization.sums(x, dy);
          Tensor dBeta = sums.gradients();
          Tensor dGamma = sums.products().times(inverse);
          shift.accumulate(dBeta);
          scale.ifPresent(s -> s.accumulate(dGamma));
          // dx = γ/√(σ² + ε) ∘ (dy − (dβ + x̂∘dγ)/R), where x̂ = (x − μ)/√(σ² + ε)
          return normalization.gradient(x, dy, dBeta, dGamma.times(inverse));
        });
  }

  private Pass evaluate(Tensor x) {
    Tensor inverse = inverseDeviation(runningVariance.value());
    var normalization = normalization(runningMean.value(), inverse);
    return Pass.of(
        normalization.of(x),
        dy -> {
          var sums = normalization.sums(x, dy);
          shift.accumulate(sums.gradients());
          scale.ifPresent(s -> s.accumulate(sums.products().times(inverse)));
          Tensor nothing = inverse.times(0);
          return normalization.gradient(x, dy, nothing, nothing);
        });
  }

  private Normalization normalization(Tensor mean, Tensor inverse) {
    Tensor factor = scale.map(s -> s.value().times(inverse)).orElse(inverse);
    return new Normalization(mean.copy(), factor, shift.value().copy(), activation);
  }

  private Tensor inverseDeviation(Tensor variance) {
    return variance.map(v -> 1 / Math.sqrt(v + epsilon));
  }

  private void track(Moments batch, int rows) {
    double correction = unbiased ? rows / (rows - 1.0) : 1;
    track(runningMean, batch.mean(), 1);
    track(runningVariance, batch.variance(), correction);
  }

  private void track(Parameter running, Tensor batch, double correction) {
    Tensor old = running.value();
    old.assign(old.combine(batch, (r, b) -> (1 - momentum) * r + momentum * correction * b));
  }

  @Override
  public Parameters parameters() {
    return scale
        .map(s -> Parameters.of("scale", s))
        .orElse(Parameters.none())
        .and("shift", shift)
        .and("runningMean", runningMean)
        .and("runningVariance", runningVariance);
  }

  /** For example {@code BatchNorm(64)}; what is not as usual is named, too. */
  @Override
  public String toString() {
    return "BatchNorm(%d%s%s%s%s)"
        .formatted(
            shift.value().columns(),
            scale.isPresent() ? "" : ", no scale",
            momentum == USUAL_MOMENTUM ? "" : ", momentum " + momentum,
            Epsilon.unlessUsual(epsilon),
            unbiased ? "" : ", biased");
  }
}
