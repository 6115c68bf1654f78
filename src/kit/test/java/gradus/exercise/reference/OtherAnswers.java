package gradus.exercise.reference;

import gradus.exercise.Values;
import gradus.layer.Parameter;
import gradus.layer.Parameters;
import gradus.neighbors.Distance;
import gradus.neighbors.NearestNeighbors;
import gradus.optimizer.Adam;
import gradus.optimizer.Momentum;
import gradus.optimizer.Optimizer;
import gradus.optimizer.RmsProp;
import gradus.optimizer.Schedule;
import gradus.optimizer.Sgd;
import gradus.scalar.Gradients;
import gradus.scalar.Scalar;
import gradus.tensor.Tensor;
import java.util.Map;

/** What the library's update rules, schedules, neighbours and scalar graphs answer. */
final class OtherAnswers {
  private OtherAnswers() {}

  static Values sgd(Values given) {
    return step(new Sgd(), given, Map.of());
  }

  static Values momentum(Values given) {
    return step(new Momentum(given.number("mu")), given, Map.of("w.velocity", "velocity"));
  }

  static Values rmsProp(Values given) {
    Optimizer rule = new RmsProp(given.number("decay"), given.number("eps"));
    return step(rule, given, Map.of("w.squares", "cache"));
  }

  static Values adam(Values given) {
    Optimizer rule = new Adam(given.number("beta1"), given.number("beta2"), given.number("eps"));
    return step(rule, given, Map.of("w.mean", "m", "w.squares", "v", "steps", "t_before"));
  }

  /** One step from a state; names maps the rule's names to those of the case. */
  private static Values step(Optimizer rule, Values given, Map<String, String> names) {
    Parameter w = Parameter.weight(given.tensor("w"));
    Parameters parameters = Parameters.of("w", w);
    w.accumulate(given.tensor("dw"));
    Parameters state = rule.state(parameters);
    for (var entry : state) {
      Tensor value = entry.getValue().value();
      value.assign(given.tensor(names.get(entry.getKey())).reshape(value.shape()));
    }
    rule.step(parameters, given.number("lr"));
    Values answer = Values.of("next_w", w.value());
    for (var entry : state) {
      if (!entry.getKey().equals("steps")) {
        answer = answer.and(names.get(entry.getKey()), entry.getValue().value());
      }
    }
    return answer;
  }

  static Values schedules(Values given) {
    double rate = given.number("lr0");
    return Values.of("step(5,0.1)", rates(Schedule.step(rate, 5, 0.1), given))
        .and("step(2,0.1)", rates(Schedule.step(rate, 2, 0.1), given))
        .and("multistep([3,8],0.5)", rates(Schedule.multiStep(rate, 0.5, 3, 8), given))
        .and("exponential(0.95)", rates(Schedule.exponential(rate, 0.95), given))
        .and("halve_every_2(R2)", rates(Schedule.halving(0.01, 2), given));
  }

  private static double[] rates(Schedule schedule, Values given) {
    double[] epochs = given.vector("epochs");
    double[] rates = new double[epochs.length];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = schedule.at((long) epochs[i]);
    }
    return rates;
  }

  static Values neighbors(Values given) {
    return neighbors("l2", Distance.l2(), given).and(neighbors("l1", Distance.l1(), given));
  }

  private static Values neighbors(String name, Distance distance, Values given) {
    var classifier = new NearestNeighbors(given.tensor("Xtr"), given.labels("ytr"), distance);
    Tensor queries = given.tensor("Xte");
    Values answer = Values.of(name, classifier.distances(queries));
    for (int k : new int[] {1, 2, 3, 5}) {
      answer = answer.and("pred_" + name + "." + k, classifier.predict(queries, k));
    }
    return answer;
  }

  static Values neuron(Values given) {
    double[] w = given.vector("w");
    double[] x = given.vector("x");
    Scalar w0 = Scalar.of("w0", w[0]);
    Scalar w1 = Scalar.of("w1", w[1]);
    Scalar w2 = Scalar.of("w2", w[2]);
    Scalar x0 = Scalar.of("x0", x[0]);
    Scalar x1 = Scalar.of("x1", x[1]);
    Scalar f = w0.times(x0).plus(w1.times(x1)).plus(w2).negated().exp().plus(1).reciprocal();
    Gradients slopes = f.backward();
    return Values.of("f", f.value())
        .and("dw", new double[] {slopes.of(w0), slopes.of(w1), slopes.of(w2)})
        .and("dx", new double[] {slopes.of(x0), slopes.of(x1)});
  }

  static Values circuit(Values given) {
    Scalar x = Scalar.of("x", given.number("x"));
    Scalar y = Scalar.of("y", given.number("y"));
    Scalar z = Scalar.of("z", given.number("z"));
    Scalar f = x.plus(y).times(z);
    Gradients slopes = f.backward();
    return Values.of("f", f.value())
        .and("dx", slopes.of(x))
        .and("dy", slopes.of(y))
        .and("dz", slopes.of(z));
  }

  /** The expression that the case spells out. */
  static Values reusedNodes(Values given) {
    Scalar a = Scalar.of("a", given.number("a"));
    Scalar b = Scalar.of("b", given.number("b"));
    Scalar c = a.plus(b);
    Scalar d = a.times(b).plus(b.power(3));
    c = c.plus(c.plus(1));
    c = c.plus(c.plus(1).plus(a.negated()));
    d = d.plus(d.times(2).plus(b.plus(a).relu()));
    d = d.plus(d.times(3).plus(b.minus(a).relu()));
    Scalar e = c.minus(d);
    Scalar f = e.power(2);
    Scalar g = f.times(0.5).plus(f.reciprocal().times(10));
    Gradients slopes = g.backward();
    return Values.of("g", g.value()).and("da", slopes.of(a)).and("db", slopes.of(b));
  }
}
