package gradus.layer;

import static java.util.stream.Collectors.joining;

import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Layers one after another.
 *
 * <p>A {@link Fusible} layer may do the work of those behind it too; together they are one stage.
 */
public final class Sequential implements Composite {
  private final List<Layer> layers;
  private final List<Layer> stages;

  /** Layers in the order in which an input passes through them. */
  public Sequential(Layer... layers) {
    this(List.of(layers));
  }

  /** Layers in the order in which an input passes through them. */
  public Sequential(List<Layer> layers) {
    this.layers = List.copyOf(layers);
    stages = fused(this.layers);
  }

  private static List<Layer> fused(List<Layer> layers) {
    List<Layer> stages = new ArrayList<>();
    for (int i = 0; i < layers.size(); ) {
      if (layers.get(i) instanceof Fusible first) {
        var stage = first.fuse(layers.subList(i + 1, layers.size()));
        stages.add(stage.layer());
        i += stage.length();
      } else {
        stages.add(layers.get(i++));
      }
    }
    return stages;
  }

  /** The layers in order. */
  public List<Layer> layers() {
    return layers;
  }

  @Override
  public List<Layer> parts() {
    return layers;
  }

  /**
   * The layers from one index up to, not including, another; they share their parameters with this.
   *
   * @throws IllegalArgumentException if there are no such layers
   */
  public Sequential slice(int from, int to) {
    if (from < 0 || from > to || to > layers.size()) {
      throw new IllegalArgumentException(
          "a slice from %d to %d of %d layers; expected 0 ≤ from ≤ to ≤ %d"
              .formatted(from, to, layers.size(), layers.size()));
    }
    return new Sequential(layers.subList(from, to));
  }

  @Override
  public Pass forward(Tensor x, Mode mode) {
    if (stages.isEmpty()) {
      return Pass.unchanged(x);
    }
    List<Pass> passes = new ArrayList<>();
    Tensor y = x;
    for (Layer stage : stages) {
      Pass pass = stage.forward(y, mode);
      passes.add(pass);
      y = pass.output();
    }
    return new Chain(passes, stages);
  }

  /** The passes through all stages, first to last. */
  private record Chain(List<Pass> passes, List<Layer> stages) implements Pass {
    @Override
    public Tensor output() {
      return passes.getLast().output();
    }

    @Override
    public Tensor backward(Tensor outputGradient) {
      return backwardTo(0, outputGradient);
    }

    /** Nothing in front of the first stage with something to learn needs a gradient. */
    @Override
    public void backwardParameters(Tensor outputGradient) {
      int first = 0;
      while (first < stages.size() - 1 && stages.get(first).parameters().trainable().isEmpty()) {
        first++;
      }
      passes.get(first).backwardParameters(backwardTo(first + 1, outputGradient));
    }

    private Tensor backwardTo(int first, Tensor outputGradient) {
      Tensor gradient = outputGradient;
      for (Pass pass : passes.subList(first, passes.size()).reversed()) {
        gradient = pass.backward(gradient);
      }
      return gradient;
    }
  }

  @Override
  public String toString() {
    return layers.stream().map(Object::toString).collect(joining(", ", "Sequential(", ")"));
  }
}
