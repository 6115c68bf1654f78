package gradus.plot.network;

import gradus.tensor.Shape;
import java.util.List;

/** A part of a network's diagram, with the shapes of one example before and behind it. */
public sealed interface Block {
  /** The shape of one example that goes in, without the batch. */
  Shape input();

  /** The shape of one example that comes out, without the batch. */
  Shape output();

  /** A description in which equal parts of a network are equal. */
  String text();

  /**
   * A layer.
   *
   * @param detail what its name leaves open, such as {@code 3→32, 5×5}, or empty
   */
  record Box(String name, String detail, long parameters, LayerKind kind, Shape input, Shape output)
      implements Block {
    @Override
    public String text() {
      return name + "(" + detail + ")" + parameters;
    }
  }

  /**
   * Several ways for the same input.
   *
   * @param paths each a list of blocks, empty where the input passes unchanged
   * @param meeting how their outputs become one: {@code +}, or {@code mean}
   */
  record Branches(List<List<Block>> paths, String meeting, Shape input, Shape output)
      implements Block {
    @Override
    public String text() {
      return meeting + paths.stream().map(Branches::text).toList();
    }

    private static String text(List<Block> path) {
      return path.stream().map(Block::text).toList().toString();
    }
  }

  /** Equal blocks one after the other, of which one is drawn. */
  record Repeat(List<Block> blocks, int times) implements Block {
    @Override
    public Shape input() {
      return blocks.getFirst().input();
    }

    @Override
    public Shape output() {
      return blocks.getLast().output();
    }

    @Override
    public String text() {
      return times + "×" + blocks.stream().map(Block::text).toList();
    }
  }
}
