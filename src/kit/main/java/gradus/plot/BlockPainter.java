package gradus.plot;

import gradus.plot.network.Block;
import gradus.plot.network.Block.Box;
import gradus.plot.network.Block.Branches;
import gradus.plot.network.Block.Repeat;
import gradus.plot.network.LayerKind;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Draws the blocks of a network below each other, around a line that runs through all of them. */
final class BlockPainter {
  static final Font SMALL = HouseTheme.TEXT.deriveFont(11f);
  private static final Font NAME = HouseTheme.TEXT.deriveFont(Font.BOLD);
  private static final BasicStroke LINE = new BasicStroke(1.3f);
  private static final BasicStroke DASHES =
      new BasicStroke(1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {4, 3}, 0);

  private static final double BOX = 26;
  private static final double PADDING = 9;

  /** From a box to the next: without an arrow, with one, and with one beside a shape. */
  private static final double SEAM = 3;

  private static final double ARROW = 16;
  private static final double SHAPE = 28;

  /** Between two branches, and the height in which they part and meet. */
  private static final double GAP = 22;

  private static final double PARTING = 14;
  private static final double MEETING = 34;

  /** From what repeats to the frame around it. */
  private static final double FRAME = 9;

  private final double boxWidth;

  BlockPainter(List<Block> blocks) {
    boxWidth = Math.max(150, boxes(blocks).mapToDouble(BlockPainter::written).max().orElse(0));
  }

  /** How far something reaches to the left and to the right of its line. */
  record Extent(double left, double right) {
    double width() {
      return left + right;
    }
  }

  private static Stream<Box> boxes(List<Block> blocks) {
    return blocks.stream()
        .flatMap(
            block ->
                switch (block) {
                  case Box box -> Stream.of(box);
                  case Branches branches -> branches.paths().stream().flatMap(BlockPainter::boxes);
                  case Repeat repeat -> boxes(repeat.blocks());
                });
  }

  private static double written(Box box) {
    double name = GraphNumbers.width(NAME, box.name());
    double detail = GraphNumbers.width(SMALL, box.detail());
    double count = GraphNumbers.width(SMALL, count(box));
    return name + 6 + detail + (count > 0 ? 16 + count : 0) + 2 * PADDING;
  }

  private static String count(Box box) {
    return box.parameters() == 0 ? "" : String.format(Locale.ROOT, "%,d", box.parameters());
  }

  Extent extent(List<Block> blocks) {
    List<Extent> all = blocks.stream().map(this::extent).toList();
    return new Extent(
        all.stream().mapToDouble(Extent::left).max().orElse(GAP / 2),
        all.stream().mapToDouble(Extent::right).max().orElse(GAP / 2));
  }

  private Extent extent(Block block) {
    return switch (block) {
      case Box _ -> new Extent(boxWidth / 2, boxWidth / 2);
      case Branches branches -> {
        List<Extent> paths = branches.paths().stream().map(this::extent).toList();
        double all = paths.stream().mapToDouble(Extent::width).sum() + GAP * (paths.size() - 1);
        yield new Extent(paths.getFirst().left(), all - paths.getFirst().left());
      }
      case Repeat repeat -> {
        Extent inside = extent(repeat.blocks());
        yield new Extent(inside.left() + FRAME, inside.right() + FRAME + 30);
      }
    };
  }

  double height(List<Block> blocks) {
    double height = 0;
    for (int i = 0; i < blocks.size(); i++) {
      height += (i == 0 ? 0 : between(blocks.get(i - 1), blocks.get(i))) + height(blocks.get(i));
    }
    return height;
  }

  private double height(Block block) {
    return switch (block) {
      case Box _ -> BOX;
      case Branches branches ->
          PARTING + branches.paths().stream().mapToDouble(this::height).max().orElse(0) + MEETING;
      case Repeat repeat -> height(repeat.blocks()) + 2 * FRAME;
    };
  }

  /** The room between two blocks: layers that keep the shape stand close together. */
  private static double between(Block upper, Block lower) {
    if (changesShape(upper)) {
      return SHAPE;
    }
    return upper instanceof Box && lower instanceof Box ? SEAM : ARROW;
  }

  private static boolean changesShape(Block block) {
    return !block.output().equals(block.input());
  }

  /** Draws blocks from a height on downwards. */
  void draw(Graphics2D g, List<Block> blocks, double x, double top) {
    double y = top;
    for (int i = 0; i < blocks.size(); i++) {
      if (i > 0) {
        double room = between(blocks.get(i - 1), blocks.get(i));
        connect(g, blocks.get(i - 1), room, x, y);
        y += room;
      }
      draw(g, blocks.get(i), x, y);
      y += height(blocks.get(i));
    }
  }

  private void connect(Graphics2D g, Block upper, double room, double x, double y) {
    if (room > SEAM) {
      arrow(g, x, y, y + room);
    }
    if (changesShape(upper)) {
      GraphNumbers.write(
          g, SMALL, Palette.GREY, upper.output().toString(), x + 9, y + room / 2 + 3);
    }
  }

  private void draw(Graphics2D g, Block block, double x, double y) {
    switch (block) {
      case Box box -> drawBox(g, box, x, y);
      case Branches branches -> drawBranches(g, branches, x, y);
      case Repeat repeat -> drawRepeat(g, repeat, x, y);
    }
  }

  private void drawBox(Graphics2D g, Box box, double x, double y) {
    double left = x - boxWidth / 2;
    Color color = color(box.kind());
    var shape = new RoundRectangle2D.Double(left, y, boxWidth, BOX, 9, 9);
    g.setColor(Palette.pale(color));
    g.fill(shape);
    outline(g, LINE, color, shape);
    double line = y + BOX / 2 + 4.5;
    GraphNumbers.write(g, NAME, Palette.INK, box.name(), left + PADDING, line);
    double detail = left + PADDING + GraphNumbers.width(NAME, box.name()) + 6;
    GraphNumbers.write(g, SMALL, Palette.INK, box.detail(), detail, line - 0.5);
    double count = left + boxWidth - PADDING - GraphNumbers.width(SMALL, count(box));
    GraphNumbers.write(g, SMALL, Palette.INK, count(box), count, line - 0.5);
  }

  private static Color color(LayerKind kind) {
    return switch (kind) {
      case CONVOLUTION -> Palette.BLUE;
      case LINEAR -> Palette.VERMILLION;
      case NORMALISATION -> Palette.GREEN;
      case POOLING -> Palette.PURPLE;
      case OTHER -> Palette.GREY;
    };
  }

  private void drawBranches(Graphics2D g, Branches branches, double x, double y) {
    double top = y + PARTING;
    double bottom = y + height(branches) - MEETING;
    double meeting = bottom + MEETING / 2;
    double line = x;
    for (List<Block> path : branches.paths()) {
      Extent extent = extent(path);
      line += line == x && path == branches.paths().getFirst() ? 0 : extent.left();
      var wire = new Path2D.Double();
      wire.moveTo(x, y);
      wire.lineTo(line, y);
      wire.lineTo(line, top);
      outline(g, LINE, Palette.GREY, wire);
      draw(g, path, line, top);
      var back = new Path2D.Double();
      back.moveTo(line, top + height(path));
      back.lineTo(line, meeting);
      back.lineTo(x, meeting);
      outline(g, LINE, Palette.GREY, back);
      line += extent.right() + GAP;
    }
    drawMeeting(g, branches.meeting(), x, meeting);
    outline(g, LINE, Palette.GREY, new Line2D.Double(x, meeting + 11, x, bottom + MEETING));
  }

  private void drawMeeting(Graphics2D g, String text, double x, double y) {
    double width = Math.max(22, GraphNumbers.width(NAME, text) + 12);
    var sign = new RoundRectangle2D.Double(x - width / 2, y - 11, width, 22, 22, 22);
    g.setColor(Color.WHITE);
    g.fill(sign);
    outline(g, LINE, Palette.GREY, sign);
    double left = x - GraphNumbers.width(NAME, text) / 2;
    GraphNumbers.write(g, NAME, Palette.INK, text, left, y + 4.5);
  }

  private void drawRepeat(Graphics2D g, Repeat repeat, double x, double y) {
    Extent extent = extent(repeat);
    double height = height(repeat);
    double width = extent.width() - 30;
    var frame = new RoundRectangle2D.Double(x - extent.left(), y, width, height, 12, 12);
    outline(g, DASHES, Palette.GREY, frame);
    outline(g, LINE, Palette.GREY, new Line2D.Double(x, y, x, y + FRAME));
    draw(g, repeat.blocks(), x, y + FRAME);
    outline(g, LINE, Palette.GREY, new Line2D.Double(x, y + height - FRAME, x, y + height));
    String times = "×" + repeat.times();
    GraphNumbers.write(
        g, NAME, Palette.GREY, times, x - extent.left() + width + 6, y + height / 2 + 4);
  }

  /** An arrow downwards. */
  void arrow(Graphics2D g, double x, double from, double to) {
    outline(g, LINE, Palette.GREY, new Line2D.Double(x, from, x, to - 5));
    var head = new Path2D.Double();
    head.moveTo(x, to);
    head.lineTo(x - 4, to - 7);
    head.lineTo(x + 4, to - 7);
    g.fill(head);
  }

  void centre(Graphics2D g, Font font, String text, double x, double y) {
    GraphNumbers.write(g, font, Palette.GREY, text, x - GraphNumbers.width(font, text) / 2, y);
  }

  private static void outline(Graphics2D g, BasicStroke stroke, Color color, Shape shape) {
    g.setStroke(stroke);
    g.setColor(color);
    g.draw(shape);
  }
}
