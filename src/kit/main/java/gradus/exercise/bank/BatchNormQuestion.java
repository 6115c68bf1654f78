package gradus.exercise.bank;

import gradus.exercise.Mistake;
import gradus.exercise.Question;
import gradus.exercise.RandomInputs;
import gradus.exercise.Values;
import gradus.tensor.Tensor;
import java.util.List;

/** The questions of batch normalisation in training, forward and back, and at test time. */
final class BatchNormQuestion {
  private BatchNormQuestion() {}

  /** The one place where a normalisation is wrong. */
  private enum Slip {
    NONE("", ""),
    UNBIASED(
        "the variance is divided by N − 1",
        "the batch's variance is the mean of (x − μ)², divided by N"),
    EPS_MISSING("eps is missing", "√(σ² + eps) keeps a column without variance from dividing by 0"),
    EPS_OUTSIDE("eps stands outside the root", "it is √(σ² + eps), not √σ² + eps"),
    ROOT_MISSING(
        "the root is missing",
        "x − μ is divided by the deviation √(σ² + eps), not by the variance"),
    NOT_CENTRED(
        "the mean is not subtracted", "x̂ = (x − μ) / √(σ² + eps): centre first, then scale"),
    OVER_COLUMNS(
        "the statistics run over the columns",
        "each column has a mean and a variance of its own, over the examples; over the columns it is layer norm"),
    GAMMA_MISSING("gamma is missing", "out = gamma·x̂ + beta"),
    BETA_MISSING("beta is missing", "out = gamma·x̂ + beta"),
    MOMENTUM_EXCHANGED(
        "momentum and 1 − momentum are exchanged",
        "here momentum is how much of the running statistics is kept; other libraries mean the other share"),
    RUNNING_DEVIATION(
        "the running variance is a deviation",
        "what is averaged is the variance σ², without a root"),
    RUNNING_UNBIASED(
        "the running variance is divided by N − 1",
        "here the running variance takes the batch's variance as it is, over N"),
    STATISTICS_CONSTANT(
        "dx takes the mean and the variance for constants",
        "μ and σ² depend on every x of the column: two more terms, dx = γ/σ·(dout − mean(dout) − x̂·mean(dout·x̂))"),
    MEAN_CONSTANT(
        "dx takes the mean for a constant",
        "μ depends on every x of the column: the term −mean(dout) is missing"),
    VARIANCE_CONSTANT(
        "dx takes the variance for a constant",
        "σ² depends on every x of the column: the term −x̂·mean(dout·x̂) is missing"),
    DX_WITHOUT_GAMMA("gamma is missing in dx", "the gradient of x̂ is gamma·dout"),
    DGAMMA_FROM_X(
        "dgamma is made from x, not from x̂",
        "out = gamma·x̂ + beta, so dgamma is the sum of dout·x̂ over the examples"),
    AFFINE_MEANS(
        "dgamma and dbeta are averaged",
        "gamma and beta serve every row, so their gradients are sums; the division by N happened in the loss"),
    DGAMMA_DBETA_EXCHANGED(
        "dgamma and dbeta are exchanged", "dgamma is the sum of dout·x̂, dbeta that of dout");

    private final String what;
    private final String hint;

    Slip(String what, String hint) {
      this.what = what;
      this.hint = hint;
    }

    Mistake mistake() {
      return new Mistake(what, hint);
    }
  }

  static Question training() {
    return new Question(
            "batch_norm",
            "from x (N×D), gamma, beta, eps, momentum, running_mean, running_var and dout: x̂ = (x −"
                + " μ) / √(σ² + eps) with the batch's mean and its variance over N, out = gamma·x̂"
                + " + beta, running ← momentum·running + (1 − momentum)·batch, and dx, dgamma, dbeta",
            BatchNormQuestion::trials,
            given -> train(given, Slip.NONE))
        .mistakes(Slip.values(), Slip::mistake, BatchNormQuestion::train);
  }

  static Question test() {
    return new Question(
            "batch_norm_test",
            "from x (N×D), gamma, beta, eps, running_mean and running_var: out = gamma·(x −"
                + " running_mean) / √(running_var + eps) + beta",
            BatchNormQuestion::trials,
            BatchNormQuestion::test)
        .mistake(
            "the batch's own statistics are used",
            "at test time the running mean and variance are used: an example must not depend on the others in its batch",
            given -> train(given, Slip.NONE).only("out"))
        .mistake(
            "the batch's own mean is used",
            "at test time both the mean and the variance are the running ones",
            given -> test(given.and("running_mean", given.tensor("x").columnMeans())))
        .mistake(
            "the batch's own variance is used",
            "at test time both the mean and the variance are the running ones",
            given -> test(given.and("running_var", variance(given.tensor("x")))))
        .mistake(
            "the root is missing",
            "x − running_mean is divided by √(running_var + eps), not by the variance",
            given -> {
              double eps = given.number("eps");
              return test(given.with("running_var", s -> s.map(v -> (v + eps) * (v + eps) - eps)));
            })
        .mistake(
            "eps is missing",
            "the deviation is √(running_var + eps), as in training",
            given -> test(given.and("eps", 0)))
        .mistake(
            "gamma and beta are missing",
            "out = gamma·x̂ + beta, as in training",
            given ->
                test(given.with("gamma", t -> t.map(v -> 1)).with("beta", t -> t.map(v -> 0))));
  }

  private static Values test(Values given) {
    double eps = given.number("eps");
    Tensor scale = given.row("running_var").map(v -> 1 / Math.sqrt(v + eps));
    Tensor xHat = given.tensor("x").minusRow(given.row("running_mean")).timesRow(scale);
    return Values.of("out", xHat.timesRow(given.row("gamma")).plusRow(given.row("beta")));
  }

  private static Tensor variance(Tensor x) {
    return x.columnVariances(x.columnMeans());
  }

  private static Values train(Values given, Slip slip) {
    if (slip == Slip.OVER_COLUMNS) {
      Tensor x = given.tensor("x").transpose();
      Tensor scale = variance(x).map(v -> 1 / Math.sqrt(v + given.number("eps")));
      Tensor xHat = x.minusRow(x.columnMeans()).timesRow(scale).transpose();
      return affine(given, xHat, slip);
    }
    Tensor x = given.tensor("x");
    double unbiased = x.rows() / (x.rows() - 1.0);
    Tensor variance = variance(x).times(slip == Slip.UNBIASED ? unbiased : 1);
    Tensor mean = slip == Slip.NOT_CENTRED ? x.columnMeans().times(0) : x.columnMeans();
    Tensor scale = variance.map(v -> 1 / deviation(v, given.number("eps"), slip));
    Tensor xHat = x.minusRow(mean).timesRow(scale);
    Tensor kept =
        switch (slip) {
          case RUNNING_DEVIATION -> variance.map(Math::sqrt);
          case RUNNING_UNBIASED -> variance.times(unbiased);
          default -> variance;
        };
    return affine(given, xHat, slip)
        .and("running_mean", running(given, "running_mean", x.columnMeans(), slip))
        .and("running_var", running(given, "running_var", kept, slip))
        .and("dx", back(given, xHat, scale, slip));
  }

  private static double deviation(double variance, double eps, Slip slip) {
    return switch (slip) {
      case EPS_MISSING -> Math.sqrt(variance);
      case EPS_OUTSIDE -> Math.sqrt(variance) + eps;
      case ROOT_MISSING -> variance + eps;
      default -> Math.sqrt(variance + eps);
    };
  }

  private static Tensor running(Values given, String name, Tensor batch, Slip slip) {
    double momentum = given.number("momentum");
    double keep = slip == Slip.MOMENTUM_EXCHANGED ? 1 - momentum : momentum;
    return given.row(name).times(keep).plus(batch.times(1 - keep));
  }

  private static Values affine(Values given, Tensor xHat, Slip slip) {
    Tensor gamma = given.row("gamma");
    Tensor beta = given.row("beta");
    Tensor dout = given.tensor("dout");
    Tensor out = slip == Slip.GAMMA_MISSING ? xHat : xHat.timesRow(gamma);
    double mean = slip == Slip.AFFINE_MEANS ? 1.0 / xHat.rows() : 1;
    Tensor factor = slip == Slip.DGAMMA_FROM_X ? given.tensor("x") : xHat;
    Tensor dgamma = dout.columnDots(factor).times(mean);
    Tensor dbeta = dout.columnSums().times(mean);
    boolean exchanged = slip == Slip.DGAMMA_DBETA_EXCHANGED;
    return Values.of("out", slip == Slip.BETA_MISSING ? out : out.plusRow(beta))
        .and("dgamma", exchanged ? dbeta : dgamma)
        .and("dbeta", exchanged ? dgamma : dbeta);
  }

  /** γ/σ·(dout − mean(dout) − x̂·mean(dout·x̂)). */
  private static Tensor back(Values given, Tensor xHat, Tensor scale, Slip slip) {
    Tensor dout = given.tensor("dout");
    boolean constant = slip == Slip.STATISTICS_CONSTANT;
    double throughMean = constant || slip == Slip.MEAN_CONSTANT ? 0 : 1;
    double throughVariance = constant || slip == Slip.VARIANCE_CONSTANT ? 0 : 1;
    Tensor fromMean = dout.columnMeans().times(throughMean);
    Tensor fromVariance = xHat.timesRow(dout.columnDots(xHat).times(throughVariance / xHat.rows()));
    Tensor inner = dout.minusRow(fromMean).minus(fromVariance).timesRow(scale);
    return slip == Slip.DX_WITHOUT_GAMMA || slip == Slip.GAMMA_MISSING
        ? inner
        : inner.timesRow(given.row("gamma"));
  }

  private static List<Values> trials(RandomInputs draw) {
    return List.of(trial(draw, 6, 4, 0.9), trial(draw, 9, 3, 0.8));
  }

  private static Values trial(RandomInputs draw, int n, int columns, double momentum) {
    return Values.of("x", draw.gaussian(2, n, columns).map(v -> v + 1))
        .and("gamma", draw.uniform(0.5, 2, columns))
        .and("beta", draw.gaussian(1, columns))
        .and("eps", 0.1)
        .and("momentum", momentum)
        .and("running_mean", draw.gaussian(1, columns))
        .and("running_var", draw.uniform(0.5, 2, columns))
        .and("dout", draw.gaussian(1, n, columns));
  }
}
