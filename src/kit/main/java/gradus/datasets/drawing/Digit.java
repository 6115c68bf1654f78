package gradus.datasets.drawing;

/**
 * One generated picture of a digit: pen strokes of random slant, weight and place on uneven ground,
 * with a few stray marks and grain, 28×28 grey.
 */
public final class Digit {
  private static final int SIDE = 28;

  /** Ink is brighter than this, so that every digit can be read. */
  private static final double BRIGHTEST_GROUND = 0.6;

  private Digit() {}

  /** The 28×28 bytes of a picture of this digit. */
  public static byte[] draw(int digit, Dice dice) {
    var canvas = new Canvas(SIDE);
    var ground = new Lighting(dice.between(0.15, 0.6), SIDE, dice);
    double base = dice.between(0.15, 0.4);
    canvas.fill(
        (column, row) -> Rgb.grey(Math.min(BRIGHTEST_GROUND, base + ground.at(column, row))));
    int marks = dice.below(4);
    for (int i = 0; i < marks; i++) {
      canvas.paint(mark(dice), Pose.at(0, 0, 1), Rgb.grey(dice.between(0.4, 0.9)));
    }
    double ink = dice.between(0.75, 1);
    canvas.paint(
        DigitStrokes.draw(digit, dice.between(0.1, 0.22), 0.045, dice), pose(dice), Rgb.grey(ink));
    double grain = dice.between(0.02, 0.12);
    canvas.filter((colour, column, row) -> Rgb.grey(colour.red() + dice.normal(grain)));
    return canvas.greyBytes();
  }

  private static Pose pose(Dice dice) {
    double size = dice.between(6.5, 10);
    double column = SIDE / 2.0 + dice.normal(1.4);
    double row = SIDE / 2.0 + dice.normal(1.4);
    return Pose.at(column, row, size)
        .slanted(dice.normal(0.2), dice.between(0.8, 1.2))
        .turned(dice.normal(0.14));
  }

  /** A short stray stroke somewhere along the rim. */
  private static Form mark(Dice dice) {
    double angle = dice.between(0, 2 * Math.PI);
    double x = SIDE / 2.0 + 14 * StrictMath.cos(angle);
    double y = SIDE / 2.0 + 14 * StrictMath.sin(angle);
    return Form.stroke(dice.between(0.6, 1.4), x, y, x + dice.normal(4), y + dice.normal(4));
  }
}
