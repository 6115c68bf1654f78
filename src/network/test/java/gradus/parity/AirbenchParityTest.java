package gradus.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.layer.Initializer;
import gradus.layer.Layer;
import gradus.layer.Mode;
import gradus.layer.Network;
import gradus.layer.Numbers;
import gradus.layer.Parameter;
import gradus.layer.Pass;
import gradus.loss.Loss;
import gradus.loss.LossValue;
import gradus.loss.SoftmaxCrossEntropy;
import gradus.loss.Summed;
import gradus.model.Airbench;
import gradus.optimizer.Muon;
import gradus.optimizer.Nesterov;
import gradus.optimizer.Optimizer;
import gradus.optimizer.ParameterGroups;
import gradus.optimizer.ParameterGroups.Group;
import gradus.optimizer.Schedule;
import gradus.optimizer.WeightDecay;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The network and the rules of the race to 94 %, narrow, take the steps that PyTorch takes. */
class AirbenchParityTest {
  private static final int BATCH = 8;
  private static final int BATCHES = 3;

  /** Where PyTorch, which flattens in a layer of its own, has the linear map. */
  private static final String HEAD = "24.weight";

  private static final String HEAD_OF_TORCH = "25.weight";

  @Test
  void theWhiteningFiltersAreThoseOfPyTorch() throws Exception {
    TorchArrays arrays = TorchArrays.read("training-airbench.npz");
    Tensor weight = network(arrays, Precision.DOUBLE).parameters().get("0.weight").value();
    assertTrue(Numbers.distance(arrays.weights("whitening"), weight) < 1e-9);
  }

  @Test
  void lossesAreThoseOfPyTorch() throws Exception {
    compare(Precision.DOUBLE, 12, 1e-8);
    compare(Precision.SINGLE, 6, 1e-3);
  }

  private static void compare(Precision precision, int steps, double tolerance) throws Exception {
    TorchArrays arrays = TorchArrays.read("training-airbench.npz");
    Tensor expected = arrays.data("losses");
    Tensor inputs = arrays.data("inputs").to(precision);
    int[] labels = arrays.labels("labels");
    Layer network = network(arrays, precision);
    Optimizer rules = rules();
    Loss loss = new Summed(new SoftmaxCrossEntropy(0.2));
    for (int step = 0; step < steps; step++) {
      int from = step % BATCHES * BATCH;
      Pass pass = network.forward(inputs.slice(from, from + BATCH), Mode.training(new Random(0)));
      LossValue value =
          loss.evaluate(pass.output(), Arrays.copyOfRange(labels, from, from + BATCH));
      network.parameters().clearGradients();
      pass.backwardParameters(value.gradient());
      rules.step(network.parameters(), 1);
      double torch = expected.get(step);
      assertEquals(torch, value.loss(), tolerance * torch, precision + ", step " + step);
    }
  }

  private static Network network(TorchArrays arrays, Precision precision) throws Exception {
    Tensor images = arrays.data("inputs").to(precision);
    Network network = Airbench.of(images, Initializer.uniform(precision, new Seed(1)), 8, 12, 12);
    for (var entry : network.parameters().trainable()) {
      String torch = entry.getKey().equals(HEAD) ? HEAD_OF_TORCH : entry.getKey();
      arrays.load("start." + torch.replace("shift", "bias"), entry.getValue());
    }
    return network;
  }

  private static Optimizer rules() {
    return new ParameterGroups(
        new Group(
            "biases",
            (name, parameter) -> parameter.role() == Parameter.Role.UNDECAYED,
            new Nesterov(0.85),
            Schedule.constant(0.01),
            WeightDecay.halfSquare(0.1).withBiases()),
        new Group(
            "head",
            (name, parameter) -> name.equals(HEAD),
            new Nesterov(0.85),
            Schedule.constant(0.05),
            WeightDecay.halfSquare(0.02)),
        new Group(
            "filters",
            (name, parameter) -> true,
            new Muon(0.6, 3).normalizingFilters(),
            Schedule.constant(0.1)));
  }
}
