package gradus.exercise.bank;

import gradus.exercise.Question;
import gradus.exercise.RandomInputs;
import gradus.exercise.Values;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The questions of one step of momentum, Nesterov, AdaGrad and RMSProp. */
final class UpdateQuestions {
  private UpdateQuestions() {}

  /** The symbols of an update, and the tensors that they stand for. */
  private record Step(Tensor w, Tensor dw, Tensor memory, double lr) {
    Tensor moved(double factor, Tensor by) {
      return w.plus(by.times(factor));
    }

    /** w − lr·dw / (root(memory) + ε). */
    Tensor scaled(Tensor squares, double eps) {
      return w.minus(dw.times(lr).dividedBy(squares.map(s -> Math.sqrt(s) + eps)));
    }
  }

  private static Step step(Values given, String memory) {
    return new Step(
        given.tensor("w"), given.tensor("dw"), given.tensor(memory), given.number("lr"));
  }

  private static Values velocity(Tensor w, Tensor velocity) {
    return Values.of("next_w", w).and("velocity", velocity);
  }

  static Question momentum() {
    return new Question(
            "momentum",
            "from w, dw, velocity, lr and mu: velocity ← mu·velocity − lr·dw and next_w = w +"
                + " velocity",
            draw -> trials(draw, "velocity", 1, given -> given.and("mu", 0.9)),
            given -> rolling(given, given.number("mu"), -1, 1))
        .mistake(
            "the step goes uphill",
            "the velocity loses lr·dw: look at the sign in front of the gradient",
            given -> rolling(given, given.number("mu"), 1, 1))
        .mistake(
            "the velocity is subtracted from the weights",
            "with velocity ← mu·velocity − lr·dw the minus is in the velocity already: w + velocity",
            given -> rolling(given, given.number("mu"), -1, -1))
        .mistake(
            "the velocity collects the gradient with a plus and is subtracted",
            "that is the other convention; here velocity ← mu·velocity − lr·dw and w + velocity",
            given -> rolling(given, given.number("mu"), 1, -1))
        .mistake(
            "the old velocity is forgotten",
            "this is plain gradient descent: mu times the velocity so far belongs to the new one",
            given -> rolling(given, 0, -1, 1))
        .mistake(
            "the velocity is not damped",
            "the velocity so far is multiplied by mu",
            given -> rolling(given, 1, -1, 1))
        .mistake(
            "mu and 1 − mu are exchanged",
            "mu is how much of the velocity is kept",
            given -> rolling(given, 1 - given.number("mu"), -1, 1))
        .mistake(
            "the gradient is weighted by 1 − mu",
            "this velocity is no running mean: it gains all of −lr·dw",
            given -> {
              Step s = step(given, "velocity");
              double mu = given.number("mu");
              Tensor v = s.memory().times(mu).plus(s.dw().times(-s.lr() * (1 - mu)));
              return velocity(s.moved(1, v), v);
            })
        .mistake(
            "the learning rate is missing",
            "the velocity loses lr·dw, not dw",
            given -> rolling(given.and("lr", 1), given.number("mu"), -1, 1))
        .mistake(
            "the weights move with the old velocity",
            "change the velocity first, then move the weights by the new one",
            "next_w",
            given -> given.tensor("w").plus(given.tensor("velocity")))
        .mistake(
            "this is Nesterov's step",
            "momentum moves the weights by the new velocity; −mu·old + (1 + mu)·new looks ahead",
            UpdateQuestions::nesterov);
  }

  /** velocity ← keep·velocity + sign·lr·dw, w + direction·velocity. */
  private static Values rolling(Values given, double keep, double sign, double direction) {
    Step s = step(given, "velocity");
    Tensor v = s.memory().times(keep).plus(s.dw().times(sign * s.lr()));
    return velocity(s.moved(direction, v), v);
  }

  private static Values nesterov(Values given) {
    double mu = given.number("mu");
    Tensor old = given.tensor("velocity");
    Tensor v = rolling(given, mu, -1, 1).tensor("velocity");
    return velocity(given.tensor("w").plus(old.times(-mu)).plus(v.times(1 + mu)), v);
  }

  static Question nesterovMomentum() {
    return new Question(
            "nesterov",
            "from w, dw, velocity, lr and mu: new = mu·velocity − lr·dw, velocity ← new and"
                + " next_w = w − mu·velocity + (1 + mu)·new",
            draw -> trials(draw, "velocity", 1, given -> given.and("mu", 0.9)),
            UpdateQuestions::nesterov)
        .mistake(
            "this is plain momentum",
            "Nesterov's step is w − mu·old + (1 + mu)·new; is the old velocity remembered before it is changed?",
            given -> rolling(given, given.number("mu"), -1, 1))
        .mistake(
            "the part of the old velocity has the wrong sign",
            "w − mu·old + (1 + mu)·new: look at the first minus",
            given -> {
              double mu = given.number("mu");
              Tensor v = rolling(given, mu, -1, 1).tensor("velocity");
              Tensor old = given.tensor("velocity");
              return velocity(given.tensor("w").plus(old.times(mu)).plus(v.times(1 + mu)), v);
            })
        .mistake(
            "the step goes uphill",
            "the velocity loses lr·dw: look at the sign in front of the gradient",
            given -> nesterov(given.with("dw", dw -> dw.times(-1))))
        .mistake(
            "the learning rate is missing",
            "the velocity loses lr·dw, not dw",
            given -> nesterov(given.and("lr", 1)));
  }

  static Question adaGrad() {
    return new Question(
            "adagrad",
            "from w, dw, cache, lr and eps: cache ← cache + dw² and next_w = w − lr·dw / (√cache +"
                + " eps)",
            draw -> trials(draw, "cache", 0, given -> given.and("eps", 0.01)),
            given -> scaling(given, 1, 1))
        .mistake(
            "the cache forgets what it held",
            "AdaGrad sums all squares: cache + dw²",
            given -> scaling(given, 0, 1))
        .mistake(
            "the cache decays, as in RMSProp",
            "AdaGrad sums all squares and forgets none: cache + dw²",
            given -> scaling(given, 0.9, 0.1));
  }

  static Question rmsProp() {
    return new Question(
            "rmsprop",
            "from w, dw, cache, lr, decay and eps: cache ← decay·cache + (1 − decay)·dw² and next_w"
                + " = w − lr·dw / (√cache + eps)",
            draw -> trials(draw, "cache", 0, given -> given.and("eps", 0.01).and("decay", 0.9)),
            given -> scaling(given, given.number("decay"), 1 - given.number("decay")))
        .mistake(
            "decay and 1 − decay are exchanged",
            "decay is how much of the cache is kept",
            given -> scaling(given, 1 - given.number("decay"), given.number("decay")))
        .mistake(
            "the cache does not decay, as in AdaGrad",
            "the cache is a running mean: decay·cache + (1 − decay)·dw²",
            given -> scaling(given, 1, 1))
        .mistake(
            "the new square is not weighted by 1 − decay",
            "the cache is a running mean: decay·cache + (1 − decay)·dw²",
            given -> scaling(given, given.number("decay"), 1));
  }

  /** cache ← keep·cache + gain·dw², with the mistakes that both rules share. */
  private static Values scaling(Values given, double keep, double gain) {
    Step s = step(given, "cache");
    Tensor cache = s.memory().times(keep).plus(s.dw().times(s.dw()).times(gain));
    return Values.of("next_w", s.scaled(cache, given.number("eps"))).and("cache", cache);
  }

  /** A rule with the mistakes that every division by a root of squares invites. */
  static Question withRootMistakes(Question rule) {
    return rule.mistake(
            "the root of the cache is missing",
            "the step is divided by √cache + eps, not by the cache itself",
            "next_w",
            given -> divided(rule, given, (cache, eps) -> cache + eps))
        .mistake(
            "eps stands inside the root",
            "the step is divided by √cache + eps: the root is taken first",
            "next_w",
            given -> divided(rule, given, (cache, eps) -> Math.sqrt(cache + eps)))
        .mistake(
            "eps is missing",
            "the step is divided by √cache + eps, which keeps it finite where no gradient came yet",
            "next_w",
            given -> divided(rule, given, (cache, eps) -> Math.sqrt(cache)))
        .mistake(
            "the step uses the old cache",
            "change the cache first, then divide by the root of the new one",
            "next_w",
            given -> step(given, "cache").scaled(given.tensor("cache"), given.number("eps")))
        .mistake(
            "the step goes uphill",
            "the weights lose lr·dw / (√cache + eps): look at the sign",
            "next_w",
            given -> given.tensor("w").times(2).minus(rule.answer(given).tensor("next_w")))
        .mistake(
            "the learning rate is missing",
            "the weights lose lr times the scaled gradient",
            given -> rule.answer(given.and("lr", 1)));
  }

  private static Tensor divided(Question rule, Values given, DoubleBinaryOperator divisor) {
    Step s = step(given, "cache");
    double eps = given.number("eps");
    Tensor by = rule.answer(given).tensor("cache").map(c -> divisor.applyAsDouble(c, eps));
    return s.w().minus(s.dw().times(s.lr()).dividedBy(by));
  }

  static List<Values> trials(
      RandomInputs draw, String memory, double low, UnaryOperator<Values> more) {
    return Stream.of(new int[] {4, 5}, new int[] {3, 7})
        .map(
            shape ->
                more.apply(
                    Values.of("w", draw.gaussian(1, shape))
                        .and("dw", draw.gaussian(1, shape))
                        .and(memory, draw.uniform(low == 0 ? 0.1 : -low, 1, shape))
                        .and("lr", 0.05)))
        .toList();
  }
}
