package gradus.plot;

import gradus.layer.Layer;
import gradus.layer.Network;
import gradus.plot.network.Block;
import gradus.plot.network.BlockReader;
import gradus.tensor.Shape;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;
import java.util.Locale;

/**
 * A network from top to bottom: a box for each layer with its sizes and its number of parameters,
 * and the shape of one example wherever it changes. Residual branches stand beside each other;
 * blocks that repeat are drawn once.
 *
 * <pre>{@code
 * show(NetworkDiagram.of(network, Shape.of(32, 32, 3)));
 * }</pre>
 */
public final class NetworkDiagram implements Drawing {
  private static final int MARGIN = 6;

  /** Room above the network for its input, and below it for its output and the sum. */
  private static final int INPUT = 38;

  private static final int OUTPUT = 58;

  private final List<Block> blocks;
  private final BlockPainter painter;
  private final long parameters;
  private final Shape input;

  private NetworkDiagram(List<Block> blocks, Shape input, long parameters) {
    this.blocks = blocks;
    this.input = input;
    this.parameters = parameters;
    painter = new BlockPainter(blocks);
  }

  /**
   * The diagram of a network, found by sending one example of zeros through it.
   *
   * @param inputShape the shape of one example, such as 28×28×1, without the batch
   * @throws IllegalArgumentException if the network does not take such examples
   */
  public static NetworkDiagram of(Layer network, Shape inputShape) {
    return new NetworkDiagram(
        BlockReader.read(network, inputShape), inputShape, network.parameters().count());
  }

  /** The diagram of a network that knows what one example looks like. */
  public static NetworkDiagram of(Network network) {
    return of(network, network.example());
  }

  private Shape output() {
    return blocks.isEmpty() ? input : blocks.getLast().output();
  }

  @Override
  public int width() {
    return (int) Math.ceil(painter.extent(blocks).width()) + 2 * MARGIN;
  }

  @Override
  public int height() {
    return (int) Math.ceil(INPUT + painter.height(blocks) + OUTPUT);
  }

  @Override
  public void draw(Graphics2D g) {
    double x = MARGIN + painter.extent(blocks).left();
    painter.centre(g, BlockPainter.SMALL.deriveFont(Font.BOLD), "input  " + input, x, 12);
    painter.arrow(g, x, 18, INPUT);
    painter.draw(g, blocks, x, INPUT);
    double bottom = INPUT + painter.height(blocks);
    painter.arrow(g, x, bottom, bottom + 20);
    painter.centre(
        g, BlockPainter.SMALL.deriveFont(Font.BOLD), "output  " + output(), x, bottom + 34);
    painter.centre(g, BlockPainter.SMALL, total(), x, bottom + 51);
  }

  private String total() {
    return String.format(Locale.ROOT, "%,d parameters", parameters);
  }

  @Override
  public String description() {
    return "a network from %s to %s with %s: %s"
        .formatted(
            input, output(), total(), String.join(", ", blocks.stream().map(Block::text).toList()));
  }
}
