package gradus.layer;

import static java.util.stream.Collectors.joining;

import gradus.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Layers one behind the other. */
public final class Sequential implements Layer {
  private final List<Layer> layers;

  /** Layers in the order in which an input meets them. */
  public Sequential(Layer... layers) {
    this(List.of(layers));
  }

  /** Layers in the order in which an input meets them. */
  public Sequential(List<Layer> layers) {
    this.layers = List.copyOf(layers);
  }

  /** The layers in order. */
  public List<Layer> layers() {
    return layers;
  }

  @Override
  public Pass forward(Tensor x, Mode mode) {
    Deque<Pass> passes = new ArrayDeque<>();
    Tensor y = x;
    for (Layer layer : layers) {
      Pass pass = layer.forward(y, mode);
      passes.push(pass);
      y = pass.output();
    }
    return new Pass(
        y,
        dy -> {
          Tensor gradient = dy;
          for (Pass pass : passes) {
            gradient = pass.backward(gradient);
          }
          return gradient;
        });
  }

  @Override
  public Parameters parameters() {
    Parameters all = Parameters.none();
    for (int i = 0; i < layers.size(); i++) {
      all = all.andPart(Integer.toString(i), layers.get(i).parameters());
    }
    return all;
  }

  @Override
  public String toString() {
    return layers.stream().map(Object::toString).collect(joining(", ", "Sequential(", ")"));
  }
}
