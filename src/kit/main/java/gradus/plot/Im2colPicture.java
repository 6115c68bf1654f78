package gradus.plot;

import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;

/**
 * A convolution as a product of matrices, pixel by pixel: the picture, the patches under all
 * positions of the window as rows of a matrix, the kernel as a column, and what comes out.
 *
 * <p>A pixel has the same colour wherever it is copied to; padding is white. One position is
 * outlined in the picture, in the matrix and in the output.
 *
 * @param picture H×W
 * @param kernel of the window's height and width
 * @param position the outlined one, counted row by row from 0
 */
public record Im2colPicture(DMatrixRMaj picture, DMatrixRMaj kernel, Window window, int position)
    implements Drawing {
  private static final int CELL = 28;
  private static final int SIGN = 44;
  private static final int TOP = 28;
  private static final BasicStroke OUTLINE = new BasicStroke(2.5f);

  public Im2colPicture {
    if (kernel.getNumRows() != window.height() || kernel.getNumCols() != window.width()) {
      throw new IllegalArgumentException(
          "the kernel is %d×%d, but the window is a %s; they must have the same size"
              .formatted(kernel.getNumRows(), kernel.getNumCols(), window));
    }
    int positions =
        window.outputHeight(picture.getNumRows()) * window.outputWidth(picture.getNumCols());
    if (position < 0 || position >= positions) {
      throw new IllegalArgumentException(
          "the window has %d positions, counted from 0; received %d"
              .formatted(positions, position));
    }
  }

  /** A kernel that moves by one pixel, without padding; its first position is outlined. */
  public static Im2colPicture of(DMatrixRMaj picture, DMatrixRMaj kernel) {
    var window = new Window(kernel.getNumRows(), kernel.getNumCols(), 1, 0, false);
    return new Im2colPicture(picture, kernel, window, 0);
  }

  /** The same with another stride and padding. */
  public Im2colPicture window(int stride, int padding) {
    return new Im2colPicture(
        picture, kernel, window.withStride(stride).withPadding(padding), position);
  }

  /** The same with another position outlined. */
  public Im2colPicture at(int another) {
    return new Im2colPicture(picture, kernel, window, another);
  }

  /** The patches as rows, of these numbers. */
  private Tensor patches(DMatrixRMaj numbers) {
    Shape image = Shape.of(1, picture.getNumRows(), picture.getNumCols(), 1);
    return Tensor.of(numbers.copy()).reshape(image).im2col(window);
  }

  /** For each pixel its number from 1, so that the 0 of a patch is padding. */
  private DMatrixRMaj numbered() {
    var numbers = new DMatrixRMaj(picture.getNumRows(), picture.getNumCols());
    for (int i = 0; i < numbers.getNumElements(); i++) {
      numbers.set(i, i + 1);
    }
    return numbers;
  }

  private int outputWidth() {
    return window.outputWidth(picture.getNumCols());
  }

  private int outputHeight() {
    return window.outputHeight(picture.getNumRows());
  }

  private int positions() {
    return outputHeight() * outputWidth();
  }

  private int pictureWidth() {
    return picture.getNumCols() + 2 * window.padding();
  }

  private int pictureHeight() {
    return picture.getNumRows() + 2 * window.padding();
  }

  @Override
  public int width() {
    return (pictureWidth() + window.area() + 1 + 1 + outputWidth()) * CELL + 4 * SIGN + 8;
  }

  @Override
  public int height() {
    int rows = Math.max(Math.max(pictureHeight(), positions()), window.area());
    return TOP + rows * CELL + 8;
  }

  @Override
  public String description() {
    return "a convolution of %d×%d pixels by im2col, %s"
        .formatted(picture.getNumRows(), picture.getNumCols(), window);
  }

  @Override
  public void draw(Graphics2D g) {
    g.setFont(HouseTheme.TEXT);
    int x = 4;
    drawPicture(g, x);
    x += pictureWidth() * CELL;
    x = sign(g, "→", x);
    drawPatches(g, x);
    x += window.area() * CELL;
    x = sign(g, "·", x);
    drawKernel(g, x);
    x = sign(g, "=", x + CELL);
    drawOutput(g, x, 1);
    x = sign(g, "=", x + CELL);
    drawOutput(g, x, outputWidth());
  }

  private void drawPicture(Graphics2D g, int x) {
    title(g, "picture", x);
    for (int i = 0; i < pictureHeight(); i++) {
      for (int j = 0; j < pictureWidth(); j++) {
        int row = i - window.padding();
        int column = j - window.padding();
        boolean inside =
            row >= 0 && row < picture.getNumRows() && column >= 0 && column < picture.getNumCols();
        double number = inside ? row * picture.getNumCols() + column + 1 : 0;
        double value = inside ? picture.get(row, column) : 0;
        cell(g, x + j * CELL, TOP + i * CELL, color(number), text(value));
      }
    }
    int i = position / outputWidth() * window.stride();
    int j = position % outputWidth() * window.stride();
    outline(g, x + j * CELL, TOP + i * CELL, window.width(), window.height());
  }

  private void drawPatches(Graphics2D g, int x) {
    title(g, "patches", x);
    Tensor values = patches(picture);
    Tensor numbers = patches(numbered());
    for (int i = 0; i < values.rows(); i++) {
      for (int j = 0; j < values.columns(); j++) {
        Color color = color(numbers.at(i, j));
        cell(g, x + j * CELL, TOP + i * CELL, color, text(values.at(i, j)));
      }
    }
    outline(g, x, TOP + position * CELL, window.area(), 1);
  }

  private void drawKernel(Graphics2D g, int x) {
    title(g, "w", x);
    for (int i = 0; i < window.area(); i++) {
      cell(g, x, TOP + i * CELL, Palette.GRID, text(kernel.get(i)));
    }
  }

  private void drawOutput(Graphics2D g, int x, int columns) {
    title(g, "y", x);
    var column = new DMatrixRMaj(kernel);
    column.reshape(window.area(), 1);
    Tensor y = patches(picture).matmul(Tensor.of(column));
    for (int i = 0; i < y.rows(); i++) {
      int left = x + i % columns * CELL;
      cell(g, left, TOP + i / columns * CELL, Palette.GRID, text(y.get(i)));
    }
    outline(g, x + position % columns * CELL, TOP + position / columns * CELL, 1, 1);
  }

  private Color color(double number) {
    return number == 0
        ? Color.WHITE
        : Palette.viridis((number - 1) / Math.max(1, picture.getNumElements() - 1));
  }

  private static void title(Graphics2D g, String text, int x) {
    g.setColor(Palette.GREY);
    g.drawString(text, x, 18);
  }

  private static int sign(Graphics2D g, String sign, int x) {
    g.setColor(Palette.GREY);
    centre(g, sign, x + SIGN / 2, TOP + CELL / 2);
    return x + SIGN;
  }

  private static void cell(Graphics2D g, int x, int y, Color color, String text) {
    g.setColor(color);
    g.fillRect(x, y, CELL - 1, CELL - 1);
    g.setColor(Palette.GRID);
    g.drawRect(x, y, CELL - 1, CELL - 1);
    g.setColor(Palette.textOn(color));
    centre(g, text, x + CELL / 2, y + CELL / 2);
  }

  private static void outline(Graphics2D g, int x, int y, int columns, int rows) {
    g.setColor(Palette.VERMILLION);
    g.setStroke(OUTLINE);
    g.drawRect(x, y, columns * CELL - 1, rows * CELL - 1);
    g.setStroke(new BasicStroke(1));
  }

  private static String text(double value) {
    return value == Math.rint(value)
        ? "%d".formatted((long) value).replace('-', '−')
        : String.format(Locale.ROOT, "%.1f", value);
  }

  private static void centre(Graphics2D g, String text, int x, int y) {
    FontMetrics font = g.getFontMetrics();
    g.drawString(text, x - font.stringWidth(text) / 2, y + font.getAscent() / 2 - 1);
  }
}
