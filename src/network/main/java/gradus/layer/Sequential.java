package gradus.layer;

import static java.util.stream.Collectors.joining;

import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Layers one behind the other.
 *
 * <p>Neighbours that are faster together become one stage; see {@link Fusion}.
 */
public final class Sequential implements Layer {
  private final List<Layer> layers;
  private final List<Layer> stages;

  /** Layers in the order in which an input meets them. */
  public Sequential(Layer... layers) {
    this(List.of(layers));
  }

  /** Layers in the order in which an input meets them. */
  public Sequential(List<Layer> layers) {
    this.layers = List.copyOf(layers);
    stages = Fusion.of(this.layers);
  }

  /** The layers in order. */
  public List<Layer> layers() {
    return layers;
  }

  @Override
  public Pass forward(Tensor x, Mode mode) {
    List<Pass> passes = new ArrayList<>();
    Tensor y = x;
    for (Layer stage : stages) {
      Pass pass = stage.forward(y, mode);
      passes.add(pass);
      y = pass.output();
    }
    return new Pass(y, dy -> back(passes, dy), dy -> learn(passes, dy));
  }

  private static Tensor back(List<Pass> passes, Tensor dy) {
    Tensor gradient = dy;
    for (Pass pass : passes.reversed()) {
      gradient = pass.backward(gradient);
    }
    return gradient;
  }

  /** Nothing in front of the first stage with parameters needs a gradient. */
  private void learn(List<Pass> passes, Tensor dy) {
    int first = 0;
    while (first < stages.size() && stages.get(first).parameters().isEmpty()) {
      first++;
    }
    if (first < stages.size()) {
      Tensor gradient = back(passes.subList(first + 1, passes.size()), dy);
      passes.get(first).learn(gradient);
    }
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
