package gradus.model;

import gradus.layer.BatchNorm;
import gradus.layer.Flatten;
import gradus.layer.Initializer;
import gradus.layer.Layer;
import gradus.layer.Linear;
import gradus.layer.Network;
import gradus.layer.Relu;
import gradus.layer.Sequential;
import gradus.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Multilayer perceptrons: linear maps with activations between them. */
public final class Mlp {
  private Mlp() {}

  /** The layers of one hidden width. */
  @FunctionalInterface
  public interface Hidden {
    /** The layers from {@code in} to {@code out} columns. */
    List<Layer> layers(int in, int out, Initializer initializer);

    /** Linear, then an activation such as {@code Relu::new}. */
    static Hidden activated(Supplier<Layer> activation) {
      return (in, out, initializer) -> List.of(new Linear(in, out, initializer), activation.get());
    }

    /** Linear without bias, batch norm, ReLU: the order of the paper. */
    static Hidden normalizedBefore() {
      return (in, out, initializer) ->
          List.of(
              Linear.withoutBias(in, out, initializer),
              new BatchNorm(out, initializer),
              new Relu());
    }

    /** Linear, ReLU, batch norm. */
    static Hidden normalizedAfter() {
      return (in, out, initializer) ->
          List.of(new Linear(in, out, initializer), new Relu(), new BatchNorm(out, initializer));
    }
  }

  /**
   * A perceptron with ReLU.
   *
   * @param example the shape of one example, which is flattened
   * @param widths of the hidden layers, and last the number of classes
   */
  public static Network of(Shape example, Initializer initializer, int... widths) {
    return of(example, initializer, Hidden.activated(Relu::new), widths);
  }

  /** A perceptron with hidden layers of any kind. */
  public static Network of(Shape example, Initializer initializer, Hidden hidden, int... widths) {
    if (widths.length == 0) {
      throw new IllegalArgumentException(
          "a perceptron needs at least one width, the number of classes; got none");
    }
    List<Layer> layers = new ArrayList<>(List.of(new Flatten()));
    int in = example.size();
    for (int i = 0; i < widths.length - 1; i++) {
      layers.addAll(hidden.layers(in, widths[i], initializer));
      in = widths[i];
    }
    layers.add(new Linear(in, widths[widths.length - 1], initializer));
    return new Network("MLP " + Arrays.toString(widths), example, new Sequential(layers));
  }
}
