package gradus.plot.network;

import gradus.layer.Ensemble;
import gradus.layer.Identity;
import gradus.layer.Layer;
import gradus.layer.Mode;
import gradus.layer.Network;
import gradus.layer.Residual;
import gradus.layer.Sequential;
import gradus.plot.network.Block.Box;
import gradus.plot.network.Block.Branches;
import gradus.tensor.Precision;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the blocks of a network's diagram from its layers. */
public final class BlockReader {
  /** A layer's text: its name and, in brackets, its sizes. */
  private static final Pattern NAME_AND_SIZES = Pattern.compile("(\\w+)\\((.*)\\)", Pattern.DOTALL);

  /** What everyone assumes where nothing is said. */
  private static final Pattern USUAL = Pattern.compile(" window|, stride 1(?!\\d)|, padding 0");

  private final List<Block> blocks = new ArrayList<>();
  private Tensor x;

  private BlockReader(Tensor x) {
    this.x = x;
  }

  /**
   * The blocks of a network from input to output.
   *
   * @param example the shape of one example, such as 28×28×1, without the batch
   * @throws IllegalArgumentException if the network does not take such examples
   */
  public static List<Block> read(Layer network, Shape example) {
    Precision precision = Precision.SINGLE;
    for (var entry : network.parameters()) {
      precision = entry.getValue().value().precision();
    }
    int[] batch = new int[example.rank() + 1];
    batch[0] = 1;
    System.arraycopy(example.dimensions(), 0, batch, 1, example.rank());
    return path(network, Tensor.zeros(precision, Shape.of(batch))).folded();
  }

  private static BlockReader path(Layer layer, Tensor x) {
    var reader = new BlockReader(x);
    reader.add(layer);
    return reader;
  }

  private List<Block> folded() {
    return Repeats.fold(blocks);
  }

  private void add(Layer layer) {
    switch (layer) {
      case Network network -> add(network.body());
      case Sequential sequence -> sequence.layers().forEach(this::add);
      case Residual residual -> branch("+", List.of(residual.body(), residual.shortcut()));
      case Ensemble ensemble -> branch("mean", ensemble.members());
      case Identity _ -> {}
      default -> box(layer);
    }
  }

  private void branch(String meeting, List<Layer> layers) {
    List<BlockReader> paths = layers.stream().map(layer -> path(layer, x)).toList();
    Tensor y = paths.getFirst().x;
    blocks.add(
        new Branches(
            paths.stream().map(BlockReader::folded).toList(), meeting, example(x), example(y)));
    x = y;
  }

  private void box(Layer layer) {
    Tensor y = layer.forward(x, Mode.evaluation()).output();
    String text = text(layer);
    var parts = NAME_AND_SIZES.matcher(text);
    boolean sized = parts.matches();
    blocks.add(
        new Box(
            sized ? parts.group(1) : text,
            sized ? USUAL.matcher(parts.group(2)).replaceAll("") : "",
            layer.parameters().count(),
            LayerKind.of(layer),
            example(x),
            example(y)));
    x = y;
  }

  /** What a layer calls itself; the name of its class if it says nothing. */
  private static String text(Layer layer) {
    String text = layer.toString();
    if (!text.endsWith("@" + Integer.toHexString(System.identityHashCode(layer)))) {
      return text;
    }
    String name = layer.getClass().getSimpleName();
    return name.isEmpty() || name.contains("$") ? "layer" : name;
  }

  private static Shape example(Tensor batch) {
    int[] shape = batch.shape().dimensions();
    return Shape.of(Arrays.copyOfRange(shape, 1, shape.length));
  }
}
