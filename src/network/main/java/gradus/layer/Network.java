package gradus.layer;

import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * A layer that is a whole network: it has a name and knows what one example looks like.
 *
 * <p>It prints as a table of its layers with their shapes and parameter counts.
 */
public final class Network implements Composite {
  private final String name;
  private final Shape example;
  private final Layer body;

  /** A network of this name for examples of this shape, such as 28×28×1, without the batch. */
  public Network(String name, Shape example, Layer body) {
    this.name = name;
    this.example = example;
    this.body = body;
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** The shape of one example. */
  public Shape example() {
    return example;
  }

  /** The layers. */
  public Layer body() {
    return body;
  }

  /**
   * Some of its layers; see {@link Sequential#slice}.
   *
   * @throws IllegalArgumentException if there are no such layers
   */
  public Sequential slice(int from, int to) {
    Sequential layers = body instanceof Sequential sequence ? sequence : new Sequential(body);
    return layers.slice(from, to);
  }

  @Override
  public List<Layer> parts() {
    return List.of(body);
  }

  @Override
  public Pass forward(Tensor x, Mode mode) {
    int[] shape = x.shape().dimensions();
    if (!Arrays.equals(shape, 1, shape.length, example.dimensions(), 0, example.rank())) {
      throw InputShape.mismatch(name, x.shape(), "a batch N×" + example);
    }
    return body.forward(x, mode);
  }

  @Override
  public Parameters parameters() {
    return body.parameters();
  }

  /** A table of its layers, with the shape of their output and their number of parameters. */
  public Summary summary() {
    return Summary.of(body, example);
  }

  @Override
  public String toString() {
    return name + "\n" + summary();
  }
}
