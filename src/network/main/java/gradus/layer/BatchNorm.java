package gradus.layer;

import gradus.tensor.Moments;
import gradus.tensor.Normalization;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;

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
  private final Parameter scale;
  private final Parameter shift;
  private final Parameter runningMean;
  private final Parameter runningVariance;
  private final boolean rectified;

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
    this(momentum, epsilon, true, initializer.constant(Shape.of(1, columns), 1));
  }

  private BatchNorm(double momentum, double epsilon, boolean unbiased, Tensor startVariance) {
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException(
          "momentum is the share of the newest batch, from 0 to 1 and usually 0.1, got "
              + momentum);
    }
    this.momentum = momentum;
    this.epsilon = Epsilon.require(epsilon);
    this.unbiased = unbiased;
    Tensor zeros = Tensor.zeros(startVariance.precision(), startVariance.shape());
    scale = Parameter.undecayed(zeros.map(zero -> 1));
    shift = Parameter.undecayed(zeros.copy());
    runningMean = Parameter.buffer(zeros.copy());
    runningVariance = Parameter.buffer(startVariance);
    rectified = false;
  }

  /** With the running statistics of CS231n's assignments: biased variance, both starting at 0. */
  public static BatchNorm cs231n(int columns, double epsilon, Initializer initializer) {
    return new BatchNorm(USUAL_MOMENTUM, epsilon, false, initializer.zeros(Shape.of(1, columns)));
  }

  private BatchNorm(BatchNorm other, boolean rectified) {
    momentum = other.momentum;
    epsilon = other.epsilon;
    unbiased = other.unbiased;
    scale = other.scale;
    shift = other.shift;
    runningMean = other.runningMean;
    runningVariance = other.runningVariance;
    this.rectified = rectified;
  }

  /** With a ReLU behind it, which on the way back is worked out again rather than read again. */
  @Override
  public Stage fuse(List<Layer> following) {
    return !following.isEmpty() && following.getFirst() instanceof Relu
        ? new Stage(new BatchNorm(this, true), 2)
        : new Stage(this, 1);
  }

  @Override
  public Pass forward(Tensor x, Mode mode) {
    InputShape.requireColumns(this, x, scale.value().columns());
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
          scale.accumulate(dGamma);
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
          scale.accumulate(sums.products().times(inverse));
          Tensor nothing = inverse.times(0);
          return normalization.gradient(x, dy, nothing, nothing);
        });
  }

  private Normalization normalization(Tensor mean, Tensor inverse) {
    Tensor factor = scale.value().times(inverse);
    return new Normalization(mean.copy(), factor, shift.value().copy(), rectified);
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
    return Parameters.of("scale", scale)
        .and("shift", shift)
        .and("runningMean", runningMean)
        .and("runningVariance", runningVariance);
  }

  /** For example {@code BatchNorm(64)}. */
  @Override
  public String toString() {
    return "BatchNorm(%d)".formatted(scale.value().columns());
  }
}
