package gradus.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.layer.Parameter;
import gradus.layer.Parameters;
import gradus.optimizer.ParameterGroups.Group;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterGroupsTest {
  private final Parameter weight = Parameter.weight(Tensor.of(Shape.of(1, 2), 1, 2));
  private final Parameter bias = Parameter.undecayed(Tensor.of(Shape.of(1, 2), 3, 4));
  private final Parameters parameters = Parameters.of("weight", weight).and("bias", bias);

  private static Group group(String name, Optimizer rule, double rate) {
    return new Group(
        name,
        (parameter, value) -> name.equals("all") || parameter.equals(name),
        rule,
        Schedule.constant(rate));
  }

  private void step(Optimizer optimizer, double rate) {
    parameters.clearGradients();
    weight.accumulate(Tensor.of(Shape.of(1, 2), 1, -1));
    bias.accumulate(Tensor.of(Shape.of(1, 2), 1, -1));
    optimizer.step(parameters, rate);
  }

  private static void assertValue(Parameter parameter, double... expected) {
    assertArrayEquals(expected, parameter.value().toArray(), 1e-12);
  }

  @Test
  void aParameterLearnsAtTheRateOfTheFirstGroupThatTakesIt() {
    step(new ParameterGroups(group("bias", new Sgd(), 0.5), group("all", new Sgd(), 0.1)), 1);
    assertValue(weight, 0.9, 2.1);
    assertValue(bias, 2.5, 4.5);
  }

  @Test
  void theRateOfTheStepScalesThoseOfTheGroups() {
    step(new ParameterGroups(group("bias", new Sgd(), 0.5), group("all", new Sgd(), 0.1)), 2);
    assertValue(weight, 0.8, 2.2);
    assertValue(bias, 2, 5);
  }

  @Test
  void eachScheduleCountsTheSteps() {
    var falling =
        new Group(
            "weights",
            (name, parameter) -> parameter.role() == Parameter.Role.WEIGHT,
            new Sgd(),
            Schedule.linear(0.4, 2));
    var rule = new ParameterGroups(falling, group("all", new Sgd(), 0.1));
    step(rule, 1);
    assertValue(weight, 0.6, 2.4);
    step(rule, 1);
    assertValue(weight, 0.4, 2.6);
    step(rule, 1);
    assertValue(weight, 0.4, 2.6);
    assertValue(bias, 2.7, 4.3);
  }

  @Test
  void eachGroupDecaysByItself() {
    var decaying =
        new Group(
            "bias",
            (name, parameter) -> name.equals("bias"),
            new Sgd(),
            Schedule.constant(0.1),
            WeightDecay.halfSquare(0.5).withBiases());
    step(new ParameterGroups(decaying, group("all", new Sgd(), 0.1)), 1);
    assertValue(weight, 0.9, 2.1);
    assertValue(bias, 3 - 0.1 * (1 + 1.5), 4 - 0.1 * (-1 + 2));
    step(
        new ParameterGroups(
            new Group(
                "all",
                (name, parameter) -> true,
                new Sgd(),
                Schedule.constant(0.1),
                WeightDecay.decoupled(0.5))),
        1);
    assertValue(weight, 0.9 * 0.95 - 0.1, 2.1 * 0.95 + 0.1);
  }

  @Test
  void aParameterWithoutAGroupIsRefusedAndNothingChanges() {
    var rule = new ParameterGroups(group("weight", new Sgd(), 0.1));
    var error = assertThrows(IllegalArgumentException.class, () -> step(rule, 1));
    assertEquals(
        "the parameter bias belongs to none of the groups [weight]; add one that takes it",
        error.getMessage());
    assertValue(weight, 1, 2);
  }

  @Test
  void theStateIsNamedByGroupAndParameter() {
    var rule =
        new ParameterGroups(group("bias", new Momentum(), 0.5), group("all", new Muon(0.6), 0.1));
    assertEquals(
        List.of("steps", "bias.bias.velocity", "all.weight.momentum"),
        List.copyOf(rule.state(parameters).names()));
  }

  @Test
  void groupsThatCannotWorkAreRefused() {
    Group one = group("all", new Sgd(), 0.1);
    assertThrows(IllegalArgumentException.class, () -> new ParameterGroups());
    assertThrows(IllegalArgumentException.class, () -> new ParameterGroups(one, one));
    var twice =
        new Group(
            "all",
            (name, parameter) -> true,
            new AdamW(0.1),
            Schedule.constant(0.1),
            WeightDecay.halfSquare(0.1));
    assertThrows(IllegalArgumentException.class, () -> new ParameterGroups(twice));
  }

  @Test
  void itSaysWhetherAnyGroupDecays() {
    assertFalse(new ParameterGroups(group("all", new Sgd(), 0.1)).decaysWeights());
    assertTrue(new ParameterGroups(group("all", new AdamW(0.1), 0.1)).decaysWeights());
  }
}
