package gradus.layer;

import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/**
 * A layer that must keep the contract.
 *
 * @param name what the test report calls it
 * @param make the layer with its first parameters
 * @param input the shape it is tried with
 * @param wrong a shape that it must refuse, where there is one
 */
record LayerCase(
    String name, Function<Initializer, Layer> make, Shape input, Optional<Shape> wrong) {
  static LayerCase any(String name, Function<Initializer, Layer> make, int... input) {
    return new LayerCase(name, make, Shape.of(input), Optional.empty());
  }

  LayerCase refusing(int... wrong) {
    return new LayerCase(name, make, input, Optional.of(Shape.of(wrong)));
  }

  /** The layer in a precision, the same numbers each time; no parameter is 0 or 1. */
  Layer layer(Precision precision) {
    Layer layer = make.apply(Initializer.xavierNormal(precision, new Seed(7)));
    var random = new Random(3);
    for (var entry : layer.parameters()) {
      Tensor value = entry.getValue().value();
      value.assign(value.map(v -> v + 0.2 * random.nextDouble()));
    }
    return layer;
  }

  Tensor example(Precision precision) {
    return Numbers.awayFromKinks(input, 11).to(precision);
  }

  @Override
  public String toString() {
    return name;
  }
}
