package gradus.layer;

import gradus.tensor.Precision;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A network as a table: its layers from input to output, the shape of the output for one example,
 * and its number of parameters.
 *
 * @param rows one for each layer, those inside another layer indented below it; where a further
 *     branch begins, such as a shortcut, the layer's name follows a plus
 * @param parameters the number of parameters of the whole network; shared ones count once
 */
public record Summary(List<Row> rows, long parameters) {
  /**
   * One layer.
   *
   * @param depth the number of layers around it
   * @param layer its description
   * @param output the shape of its output for one example, without the batch
   * @param parameters the number of its parameters, including those of the layers inside it
   */
  public record Row(int depth, String layer, Shape output, long parameters) {
    /** The first layer of a branch whose output is added to that of the branch before. */
    private Row added() {
      return new Row(depth, "+ " + layer, output, parameters);
    }
  }

  public Summary {
    rows = List.copyOf(rows);
  }

  /**
   * The table of a network, found by sending one example of zeros through it.
   *
   * @param example the shape of one example, such as 28×28×1, without the batch
   * @throws IllegalArgumentException if the network does not take such examples
   */
  public static Summary of(Layer network, Shape example) {
    Precision precision = Precision.SINGLE;
    for (var entry : network.parameters()) {
      precision = entry.getValue().value().precision();
    }
    int[] batch = new int[example.rank() + 1];
    batch[0] = 1;
    System.arraycopy(example.dimensions(), 0, batch, 1, example.rank());
    var rows = new ArrayList<Row>();
    Tensor input = Tensor.zeros(precision, Shape.of(batch));
    rows.add(new Row(0, "input", example, 0));
    walk(network, input, 0, rows);
    return new Summary(rows, network.parameters().count());
  }

  private static Tensor walk(Layer layer, Tensor x, int depth, List<Row> rows) {
    if (!(layer instanceof Composite composite)) {
      Tensor y = layer.forward(x, Mode.evaluation()).output();
      rows.add(row(depth, layer.toString(), y, layer));
      return y;
    }
    if (composite.inParallel()) {
      return walkBranches(composite, x, depth, rows);
    }
    Tensor y = x;
    for (Layer part : composite.parts()) {
      y = walk(part, y, depth, rows);
    }
    return y;
  }

  private static Tensor walkBranches(Composite layer, Tensor x, int depth, List<Row> rows) {
    int place = rows.size();
    Tensor y = x;
    for (Layer branch : layer.parts()) {
      int first = rows.size();
      y = walk(branch, x, depth + 1, rows);
      if (first > place && first < rows.size()) {
        rows.set(first, rows.get(first).added());
      }
    }
    rows.add(place, row(depth, layer.getClass().getSimpleName(), y, layer));
    return y;
  }

  private static Row row(int depth, String name, Tensor y, Layer layer) {
    int[] shape = y.shape().dimensions();
    int[] one = Arrays.copyOfRange(shape, 1, shape.length);
    return new Row(depth, name, Shape.of(one), layer.parameters().count());
  }

  /** The table, with the sum below it. */
  @Override
  public String toString() {
    int width = rows.stream().mapToInt(row -> name(row).length()).max().orElse(0);
    var table = new StringBuilder(line(width, "layer", "output", "parameters"));
    for (Row row : rows) {
      table.append(line(width, name(row), row.output().toString(), grouped(row.parameters())));
    }
    return table.append(line(width, "total", "", grouped(parameters))).toString();
  }

  private static String name(Row row) {
    return "  ".repeat(row.depth()) + row.layer();
  }

  private static String line(int width, String name, String shape, String count) {
    String line = ("%-" + width + "s  %12s  %11s").formatted(name, shape, count);
    return line.stripTrailing() + "\n";
  }

  private static String grouped(long count) {
    return count == 0 ? "" : String.format(Locale.ROOT, "%,d", count);
  }
}
