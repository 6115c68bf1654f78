package gradus.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.Implementations;
import gradus.layer.Numbers;
import gradus.layer.Parameter;
import gradus.layer.Parameters;
import gradus.optimizer.ParameterGroups.Group;
import gradus.tensor.Precision;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every optimizer has to do. */
class OptimizerContractTest {
  private static final Shape SHAPE = Shape.of(3, 5);

  private static final int STEPS = 2_000;

  /** A rule and a rate at which it finds the bottom of a bowl in 2,000 steps. */
  record Rule(Supplier<Optimizer> make, double learningRate, boolean falling) {
    Rule(Supplier<Optimizer> make, double learningRate) {
      this(make, learningRate, false);
    }

    /** Steps that are as long for small gradients as for large ones need a rate that falls. */
    double rate(int step) {
      return falling ? Schedule.linear(learningRate, STEPS).at(step) : learningRate;
    }

    @Override
    public String toString() {
      return make.get().toString();
    }
  }

  static List<Rule> rules() {
    return List.of(
        new Rule(Sgd::new, 0.1),
        new Rule(Momentum::new, 0.02),
        new Rule(Nesterov::new, 0.02),
        new Rule(AdaGrad::new, 0.5),
        new Rule(RmsProp::new, 2e-3),
        new Rule(Adam::new, 0.01),
        new Rule(() -> new AdamW(1e-6), 0.01),
        new Rule(() -> new Muon(0.6), 0.01, true),
        new Rule(OptimizerContractTest::groups, 1));
  }

  private static Optimizer groups() {
    return new ParameterGroups(
        new Group(
            "weights",
            (name, parameter) -> name.equals("weight"),
            new Momentum(),
            Schedule.constant(0.02)),
        new Group("rest", (name, parameter) -> true, new Adam(), Schedule.constant(0.01)));
  }

  @Test
  void noOptimizerEscapesItsContract() throws Exception {
    Set<Class<?>> held =
        rules().stream().map(rule -> rule.make.get().getClass()).collect(Collectors.toSet());
    assertEquals(
        List.of(),
        Implementations.of(Optimizer.class).stream().filter(one -> !held.contains(one)).toList());
  }

  /** A weight, a bias and a statistic. */
  private static Parameters parameters(Precision precision) {
    return Parameters.of("weight", Parameter.weight(start(1, precision)))
        .and("bias", Parameter.undecayed(start(2, precision)))
        .and("mean", Parameter.buffer(start(3, precision)));
  }

  private static Tensor start(long seed, Precision precision) {
    return Numbers.awayFromKinks(SHAPE, seed).to(precision);
  }

  /** The gradients of ½‖w − 1‖², a bowl whose bottom is where every number is 1. */
  private static void step(Optimizer optimizer, Parameters parameters, double learningRate) {
    parameters.clearGradients();
    for (var entry : parameters) {
      Tensor value = entry.getValue().value();
      entry.getValue().accumulate(value.minus(Tensor.full(value.precision(), SHAPE, 1)));
    }
    optimizer.step(parameters, learningRate);
  }

  private static Tensor value(Parameters parameters, String name) {
    return parameters.get(name).value();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theBottomOfABowlIsFound(Rule rule) {
    Parameters parameters = parameters(Precision.DOUBLE);
    Optimizer optimizer = rule.make.get();
    for (int step = 0; step < STEPS; step++) {
      step(optimizer, parameters, rule.rate(step));
    }
    Tensor ones = Tensor.full(Precision.DOUBLE, SHAPE, 1);
    assertArrayEquals(ones.toArray(), value(parameters, "weight").toArray(), 2e-3);
    assertArrayEquals(ones.toArray(), value(parameters, "bias").toArray(), 2e-3);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theFirstStepGoesDownhill(Rule rule) {
    Parameters parameters = parameters(Precision.DOUBLE);
    Tensor before = value(parameters, "weight").copy();
    step(rule.make.get(), parameters, rule.learningRate);
    Tensor moved = value(parameters, "weight").minus(before);
    assertTrue(moved.dot(parameters.get("weight").gradient()) < 0);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void statisticsStayAsTheLayerLeftThem(Rule rule) {
    Parameters parameters = parameters(Precision.DOUBLE);
    Optimizer optimizer = rule.make.get();
    step(optimizer, parameters, rule.learningRate);
    assertArrayEquals(start(3, Precision.DOUBLE).toArray(), value(parameters, "mean").toArray());
    assertTrue(
        optimizer.state(parameters).names().stream().noneMatch(name -> name.startsWith("mean.")));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void bothPrecisionsAgree(Rule rule) {
    Parameters wide = parameters(Precision.DOUBLE);
    Parameters narrow = parameters(Precision.SINGLE);
    Optimizer one = rule.make.get();
    Optimizer other = rule.make.get();
    for (int step = 0; step < 20; step++) {
      step(one, wide, rule.learningRate);
      step(other, narrow, rule.learningRate);
    }
    double apart = Numbers.distance(value(wide, "weight"), value(narrow, "weight"));
    assertTrue(apart < 1e-4, () -> "apart by " + apart);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aRuleThatIsGivenAnothersStateGoesOnAsThatWould(Rule rule) {
    Parameters parameters = parameters(Precision.SINGLE);
    Optimizer first = rule.make.get();
    for (int step = 0; step < 7; step++) {
      step(first, parameters, rule.learningRate);
    }
    Parameters copies = parameters(Precision.SINGLE);
    Optimizer second = rule.make.get();
    assign(parameters, copies);
    assign(first.state(parameters), second.state(copies));
    for (int step = 0; step < 7; step++) {
      step(first, parameters, rule.learningRate);
      step(second, copies, rule.learningRate);
    }
    assertArrayEquals(value(parameters, "weight").toArray(), value(copies, "weight").toArray(), 0);
  }

  private static void assign(Parameters from, Parameters to) {
    assertEquals(List.copyOf(from.names()), List.copyOf(to.names()));
    from.forEach(entry -> to.get(entry.getKey()).value().assign(entry.getValue().value()));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void parametersWithoutAGradientStayOrCoast(Rule rule) {
    Parameters parameters = parameters(Precision.DOUBLE);
    Tensor before = value(parameters, "bias").copy();
    rule.make.get().step(parameters, rule.learningRate);
    assertArrayEquals(before.toArray(), value(parameters, "bias").toArray());
  }
}
