package gradus.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Window;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a learner reads of a layer in tables and messages. */
class DescriptionTest {
  private static final Initializer INIT = Initializer.he(Precision.SINGLE, new Seed(1));

  static List<Arguments> descriptions() {
    return List.of(
        Arguments.of("AvgPool2d(2×2 window, stride 2, padding 0)", new AvgPool2d(2)),
        Arguments.of("MaxPool2d(2×2 window, stride 2, padding 0)", new MaxPool2d(2)),
        Arguments.of("BatchNorm(3)", new BatchNorm(3, INIT)),
        Arguments.of(
            "BatchNorm(3, no scale, momentum 0.4, ε 1.0E-12)",
            BatchNorm.withoutScale(3, 0.4, 1e-12, INIT)),
        Arguments.of(
            "Conv2d(3→8, 3×3 window, stride 1, padding 0)",
            new Conv2d(3, 8, Window.square(3), INIT)),
        Arguments.of(
            "Conv2d(3→8, 3×3 window, stride 1, padding 0, no bias)",
            Conv2d.withoutBias(3, 8, Window.square(3), INIT)),
        Arguments.of("Dropout(zeroing 0.250)", Dropout.zeroing(0.25)),
        Arguments.of("Elu(0.5)", new Elu(0.5)),
        Arguments.of("Ensemble(Relu, Tanh)", new Ensemble(List.of(new Relu(), new Tanh()))),
        Arguments.of("Flatten", new Flatten()),
        Arguments.of("Gelu", new Gelu()),
        Arguments.of("GlobalAveragePool", new GlobalAveragePool()),
        Arguments.of("GlobalMaxPool", new GlobalMaxPool()),
        Arguments.of("GroupNorm(2 groups of 6)", new GroupNorm(2, 6, INIT)),
        Arguments.of("Identity", new Identity()),
        Arguments.of("LayerNorm(6)", new LayerNorm(6, INIT)),
        Arguments.of("LayerNorm(6, ε 0.1)", new LayerNorm(6, 0.1, INIT)),
        Arguments.of("LeakyRelu(0.1)", new LeakyRelu(0.1)),
        Arguments.of("Linear(4→2)", new Linear(4, 2, INIT)),
        Arguments.of("Linear(4→2, no bias)", Linear.withoutBias(4, 2, INIT)),
        Arguments.of("Maxout(2)", new Maxout(2)),
        Arguments.of("Relu", new Relu()),
        Arguments.of("Residual(Tanh + Identity)", new Residual(new Tanh())),
        Arguments.of("Scaled(0.5)", new Scaled(0.5)),
        Arguments.of("Sequential(Relu, Sigmoid)", new Sequential(new Relu(), new Sigmoid())),
        Arguments.of("Softmax", new Softmax()));
  }

  @ParameterizedTest
  @MethodSource("descriptions")
  void aLayerSaysWhatItIs(String description, Layer layer) {
    assertEquals(description, layer.toString());
  }
}
