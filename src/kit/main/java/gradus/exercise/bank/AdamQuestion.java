package gradus.exercise.bank;

import gradus.exercise.Mistake;
import gradus.exercise.Question;
import gradus.exercise.Values;
import gradus.tensor.Tensor;
import java.util.function.DoubleUnaryOperator;

/** The question of one step of Adam. */
final class AdamQuestion {
  private AdamQuestion() {}

  /** The one place where a step is wrong. */
  private enum Slip {
    NONE("", ""),
    STEP_TOO_EARLY(
        "t is one too small",
        "steps are counted from 1: raise t before the correction 1 − βᵗ uses it"),
    STEP_TOO_LATE("t is one too large", "t is raised once in a step; look for a second time"),
    UNCORRECTED(
        "the bias correction is missing",
        "m and v start at 0 and are too small at first: divide them by 1 − β1ᵗ and 1 − β2ᵗ"),
    ONLY_MEAN_CORRECTED("only m is corrected", "v starts at 0 too: divide it by 1 − β2ᵗ"),
    ONLY_SQUARES_CORRECTED("only v is corrected", "m starts at 0 too: divide it by 1 − β1ᵗ"),
    CORRECTION_MULTIPLIED(
        "the correction is multiplied, not divided",
        "m and v are too small at first, so they are divided by 1 − βᵗ, which is below 1"),
    CORRECTION_KEPT(
        "the corrected m and v are kept for the next step",
        "m̂ and v̂ serve this step only; what is kept is m and v themselves"),
    EPS_INSIDE(
        "eps stands inside the root", "the step is divided by √v̂ + eps: the root is taken first"),
    EPS_MISSING(
        "eps is missing",
        "the step is divided by √v̂ + eps, which keeps it finite where no gradient came yet"),
    ROOT_MISSING("the root of v is missing", "the step is divided by √v̂ + eps, not by v̂"),
    SHARES_EXCHANGED("beta and 1 − beta are exchanged", "beta is how much of m and v is kept"),
    BETAS_EXCHANGED(
        "beta1 and beta2 are exchanged",
        "beta1 belongs to m, the mean, and beta2 to v, the squares"),
    SQUARE_MISSING(
        "the gradient is not squared in v", "v is a running mean of dw², element by element"),
    GRADIENT_FOR_MEAN(
        "the step follows the gradient, not its running mean",
        "this is RMSProp: m̂ stands above the fraction bar, not dw"),
    UPHILL("the step goes uphill", "the weights lose lr·m̂ / (√v̂ + eps): look at the sign"),
    UNWEIGHTED(
        "the new gradient is not weighted by 1 − beta",
        "m and v are running means: beta·old + (1 − beta)·new");

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

  static Question make() {
    return new Question(
            "adam",
            "from w, dw, m, v, lr, beta1, beta2, eps and t_before: t = t_before + 1, m ← beta1·m +"
                + " (1 − beta1)·dw, v ← beta2·v + (1 − beta2)·dw², next_w = w − lr·m̂ / (√v̂ + eps)"
                + " with m̂ = m / (1 − beta1ᵗ) and v̂ = v / (1 − beta2ᵗ)",
            draw ->
                UpdateQuestions.trials(
                    draw,
                    "v",
                    0,
                    given ->
                        given
                            .and("m", draw.gaussian(1, given.tensor("w").shape().dimensions()))
                            .and("beta1", 0.9)
                            .and("beta2", 0.95)
                            .and("eps", 0.01)
                            .and("t_before", 5)),
            given -> step(given, Slip.NONE))
        .mistakes(Slip.values(), Slip::mistake, AdamQuestion::step);
  }

  private static Values step(Values given, Slip slip) {
    boolean exchanged = slip == Slip.BETAS_EXCHANGED;
    double beta1 = given.number(exchanged ? "beta2" : "beta1");
    double beta2 = given.number(exchanged ? "beta1" : "beta2");
    Tensor dw = given.tensor("dw");
    Tensor m = blended(given.tensor("m"), beta1, dw, slip);
    Tensor v =
        blended(given.tensor("v"), beta2, slip == Slip.SQUARE_MISSING ? dw : dw.times(dw), slip);
    double t =
        given.number("t_before")
            + switch (slip) {
              case STEP_TOO_EARLY -> 0;
              case STEP_TOO_LATE -> 2;
              default -> 1;
            };
    Tensor mHat = m.times(correction(beta1, t, slip, Slip.ONLY_SQUARES_CORRECTED));
    Tensor vHat = v.times(correction(beta2, t, slip, Slip.ONLY_MEAN_CORRECTED));
    Tensor above = slip == Slip.GRADIENT_FOR_MEAN ? dw : mHat;
    Tensor change = above.dividedBy(vHat.map(divisor(given.number("eps"), slip)));
    double rate = (slip == Slip.UPHILL ? 1 : -1) * given.number("lr");
    boolean kept = slip == Slip.CORRECTION_KEPT;
    return Values.of("next_w", given.tensor("w").plus(change.times(rate)))
        .and("m", kept ? mHat : m)
        .and("v", kept ? vHat : v);
  }

  private static Tensor blended(Tensor old, double beta, Tensor gain, Slip slip) {
    return switch (slip) {
      case SHARES_EXCHANGED -> old.times(1 - beta).plus(gain.times(beta));
      case UNWEIGHTED -> old.times(beta).plus(gain);
      default -> old.times(beta).plus(gain.times(1 - beta));
    };
  }

  private static double correction(double beta, double t, Slip slip, Slip none) {
    double share = 1 - Math.pow(beta, t);
    if (slip == Slip.UNCORRECTED || slip == none) {
      return 1;
    }
    return slip == Slip.CORRECTION_MULTIPLIED ? share : 1 / share;
  }

  private static DoubleUnaryOperator divisor(double eps, Slip slip) {
    return switch (slip) {
      case EPS_INSIDE -> v -> Math.sqrt(v + eps);
      case EPS_MISSING -> Math::sqrt;
      case ROOT_MISSING -> v -> v + eps;
      default -> v -> Math.sqrt(v) + eps;
    };
  }
}
