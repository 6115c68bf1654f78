package gradus.datasets.drawing;

import java.util.Arrays;

/** Smooth random light over a picture: a slope and two soft waves around a mean of zero. */
final class Lighting {
  private final int side;
  private final double strength;
  private final double acrossColumns;
  private final double acrossRows;
  private final double[][] waves;

  Lighting(double strength, int side, Dice dice) {
    this.side = side;
    this.strength = strength;
    double direction = dice.between(0, 2 * Math.PI);
    this.acrossColumns = StrictMath.cos(direction);
    this.acrossRows = StrictMath.sin(direction);
    this.waves = new double[][] {wave(2.5, dice), wave(2, dice), wave(1.5, dice), wave(3, dice)};
  }

  /** The light at a place; columns and rows run from 0 to 1. */
  double at(double column, double row) {
    int c = (int) (column * side);
    int r = (int) (row * side);
    double slope = (column - 0.5) * acrossColumns + (row - 0.5) * acrossRows;
    double ripple = waves[0][c] * waves[1][r] + waves[2][c] * waves[3][r];
    return strength * (1.2 * slope + 0.5 * ripple);
  }

  /** A wave of so many half periods along one side, from a random phase. */
  private double[] wave(double halfPeriods, Dice dice) {
    double phase = dice.between(0, 2 * Math.PI);
    double[] wave = new double[side];
    Arrays.setAll(wave, i -> StrictMath.sin(halfPeriods * Math.PI * ((i + 0.5) / side) + phase));
    return wave;
  }
}
