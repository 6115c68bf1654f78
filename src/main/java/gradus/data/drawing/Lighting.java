package gradus.data.drawing;

/** Smooth random light over a picture: a slope and two soft waves around a mean of zero. */
final class Lighting {
  private final double strength;
  private final double direction;
  private final double[] phases = new double[4];

  Lighting(double strength, Dice dice) {
    this.strength = strength;
    this.direction = dice.between(0, 2 * Math.PI);
    for (int i = 0; i < phases.length; i++) {
      phases[i] = dice.between(0, 2 * Math.PI);
    }
  }

  /** The light at a place; columns and rows run from 0 to 1. */
  double at(double column, double row) {
    double slope =
        (column - 0.5) * StrictMath.cos(direction) + (row - 0.5) * StrictMath.sin(direction);
    double waves =
        StrictMath.sin(2.5 * Math.PI * column + phases[0])
                * StrictMath.sin(2 * Math.PI * row + phases[1])
            + StrictMath.sin(1.5 * Math.PI * column + phases[2])
                * StrictMath.sin(3 * Math.PI * row + phases[3]);
    return strength * (1.2 * slope + 0.5 * waves);
  }
}
