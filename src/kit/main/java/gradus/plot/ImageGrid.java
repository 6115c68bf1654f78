package gradus.plot;

import gradus.data.Images;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Small images in rows, enlarged, with their classes and the answers of a model.
 *
 * @param rowNames beside the rows, or none
 * @param columns images in a row
 * @param zoom dots of the screen for each pixel of an image
 */
public record ImageGrid(List<Tile> tiles, List<String> rowNames, int columns, int zoom)
    implements Drawing {
  private static final int GAP = 6;
  private static final int LINE = 16;

  /**
   * One image of a grid.
   *
   * @param caption below it, or empty
   * @param verdict below that: what a model says
   */
  public record Tile(BufferedImage image, String caption, Optional<Verdict> verdict) {}

  /** What a model says of an image, and whether it is right. */
  public record Verdict(String answer, boolean right) {
    @Override
    public String toString() {
      return (right ? "✓ " : "✗ ") + answer;
    }
  }

  public ImageGrid {
    if (tiles.isEmpty() || columns < 1 || zoom < 1) {
      throw new IllegalArgumentException(
          "a grid has at least 1 image, 1 column and 1 dot for a pixel, received %d, %d and %d; show a text where there is no image"
              .formatted(tiles.size(), columns, zoom));
    }
    tiles = List.copyOf(tiles);
    rowNames = List.copyOf(rowNames);
  }

  /** Images without captions, eight in a row. */
  public static ImageGrid of(List<BufferedImage> images) {
    return new ImageGrid(
        images.stream().map(image -> new Tile(image, "", Optional.empty())).toList(),
        List.of(),
        8,
        2);
  }

  /** Pictures of a data set with the names of their classes below. */
  public static ImageGrid of(Images images) {
    List<String> names = IntStream.range(0, images.count()).mapToObj(images::className).toList();
    return of(Pictures.of(images)).captions(names);
  }

  /** Pictures of a data set with their classes and a model's answers, right or wrong. */
  public static ImageGrid of(Images images, int[] answers) {
    return of(images).answers(IntStream.of(answers).mapToObj(images.classNames()::get).toList());
  }

  /** The first pictures of every class, one row for each, as many as each class has. */
  public static ImageGrid ofClasses(Images images, int perClass) {
    int columns =
        IntStream.range(0, images.classNames().size())
            .map(label -> images.indicesOf(label).length)
            .reduce(perClass, Math::min);
    var tiles = new ArrayList<BufferedImage>();
    for (int label = 0; label < images.classNames().size(); label++) {
      IntStream.of(images.indicesOf(label))
          .limit(columns)
          .forEach(i -> tiles.add(Pictures.of(images, i)));
    }
    return of(tiles).columns(columns).rowNames(images.classNames());
  }

  /**
   * Questions, one in a row, each followed by the pictures that were found to be most alike.
   *
   * @param neighbors for each question the indices of its neighbours in {@code training}
   */
  public static ImageGrid ofNeighbors(Images questions, Images training, int[][] neighbors) {
    var tiles = new ArrayList<Tile>();
    for (int i = 0; i < neighbors.length; i++) {
      String name = questions.className(i);
      tiles.add(new Tile(Pictures.of(questions, i), name, Optional.empty()));
      for (int j : neighbors[i]) {
        String found = training.className(j);
        var verdict = new Verdict(found, found.equals(name));
        tiles.add(new Tile(Pictures.of(training, j), "", Optional.of(verdict)));
      }
    }
    return new ImageGrid(tiles, List.of(), tiles.size() / Math.max(1, neighbors.length), 2);
  }

  /** The same with a caption below each image. */
  public ImageGrid captions(List<String> captions) {
    requireOneEach(captions.size(), "captions");
    return tiles(i -> new Tile(tile(i).image, captions.get(i), tile(i).verdict));
  }

  /**
   * The same with a model's answers, marked as right where they equal the captions.
   *
   * @param answers one name of a class for each image
   */
  public ImageGrid answers(List<String> answers) {
    requireOneEach(answers.size(), "answers");
    return tiles(
        i -> {
          var verdict = new Verdict(answers.get(i), answers.get(i).equals(tile(i).caption));
          return new Tile(tile(i).image, tile(i).caption, Optional.of(verdict));
        });
  }

  /** The same with a name beside each row. */
  public ImageGrid rowNames(List<String> names) {
    return new ImageGrid(tiles, names, columns, zoom);
  }

  /** The same with this number of images in a row. */
  public ImageGrid columns(int number) {
    return new ImageGrid(tiles, rowNames, number, zoom);
  }

  /** The same with each pixel as a square of this many dots. */
  public ImageGrid zoom(int factor) {
    return new ImageGrid(tiles, rowNames, columns, factor);
  }

  private ImageGrid tiles(IntFunction<Tile> tile) {
    return new ImageGrid(
        IntStream.range(0, tiles.size()).mapToObj(tile).toList(), rowNames, columns, zoom);
  }

  private Tile tile(int index) {
    return tiles.get(index);
  }

  private void requireOneEach(int received, String what) {
    if (received != tiles.size()) {
      throw new IllegalArgumentException(
          "%d %s for %d images; there must be one for each"
              .formatted(received, what, tiles.size()));
    }
  }

  @Override
  public int width() {
    return left() + Math.min(columns, tiles.size()) * (tileWidth() + GAP);
  }

  @Override
  public int height() {
    return Math.ceilDiv(tiles.size(), columns) * (tileHeight() + GAP);
  }

  @Override
  public String description() {
    return "a grid of %d images".formatted(tiles.size());
  }

  @Override
  public void draw(Graphics2D g) {
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    g.setFont(HouseTheme.TEXT);
    g.setColor(Palette.GREY);
    for (int row = 0; row < rowNames.size(); row++) {
      int middle = row * (tileHeight() + GAP) + tileHeight() / 2;
      g.drawString(rowNames.get(row), 0, middle + 4);
    }
    for (int i = 0; i < tiles.size(); i++) {
      int x = left() + i % columns * (tileWidth() + GAP);
      draw(g, tiles.get(i), x, i / columns * (tileHeight() + GAP));
    }
  }

  private void draw(Graphics2D g, Tile tile, int x, int y) {
    int height = tile.image.getHeight() * zoom;
    g.drawImage(tile.image, x, y, tile.image.getWidth() * zoom, height, null);
    write(g, tile.caption, x, y + height + LINE - 3, Palette.GREY);
    if (tile.verdict.isPresent()) {
      Color color = tile.verdict.get().right ? Palette.GREEN : Palette.VERMILLION;
      int line = tile.caption.isEmpty() ? 1 : 2;
      write(g, tile.verdict.get().toString(), x, y + height + line * LINE - 3, color);
    }
  }

  /** Writes a line as wide as a tile, narrowed if it is longer. */
  private void write(Graphics2D g, String text, int x, int y, Color color) {
    g.setColor(color);
    FontMetrics font = g.getFontMetrics();
    double narrowing = Math.min(1, (double) (tileWidth() + GAP - 2) / font.stringWidth(text + " "));
    Graphics2D line = (Graphics2D) g.create();
    line.translate(x, y);
    line.scale(narrowing, 1);
    line.drawString(text, 0, 0);
    line.dispose();
  }

  private int left() {
    int longest = rowNames.stream().mapToInt(String::length).max().orElse(0);
    return longest == 0 ? 0 : 7 * longest + 14;
  }

  private int tileWidth() {
    return zoom * tiles.stream().mapToInt(t -> t.image.getWidth()).max().orElse(0);
  }

  private int tileHeight() {
    int lines =
        tiles.stream()
            .mapToInt(t -> (t.caption.isEmpty() ? 0 : 1) + (t.verdict.isPresent() ? 1 : 0))
            .max()
            .orElse(0);
    return zoom * tiles.stream().mapToInt(t -> t.image.getHeight()).max().orElse(0) + lines * LINE;
  }
}
