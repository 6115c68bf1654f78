package gradus.bench;

import gradus.layer.Network;
import gradus.layer.Summary.Row;
import gradus.tensor.Shape;
import java.util.List;

/**
 * The floating-point operations that a network cannot do without, for one example: two for each
 * multiply-add of its linear maps and convolutions. All else is small beside them and not counted.
 */
public final class Operations {
  private Operations() {}

  /** Of a prediction. */
  static double forward(Network network) {
    return maps(network).stream().mapToDouble(Operations::of).sum();
  }

  /**
   * Of a training step: forward, once more for the gradients of the weights, and once more for
   * those of the inputs, of which the first map needs none.
   */
  public static double training(Network network) {
    return 3 * forward(network) - of(maps(network).getFirst());
  }

  private static List<Row> maps(Network network) {
    return network.summary().rows().stream()
        .filter(row -> row.layer().matches("[+ ]*(Linear|Conv2d)\\(.*"))
        .toList();
  }

  private static double of(Row map) {
    Shape output = map.output();
    int columns = output.dimension(output.rank() - 1);
    long bias = map.layer().contains("no bias") ? 0 : columns;
    double positions = output.size() / (double) columns;
    return 2 * positions * (map.parameters() - bias);
  }
}
