package gradus.datasets.drawing;

/** A colour by its amounts of red, green and blue light, each from 0 to 1. */
public record Rgb(double red, double green, double blue) {

  /** A grey of this brightness. */
  public static Rgb grey(double brightness) {
    return new Rgb(brightness, brightness, brightness);
  }

  /** A colour by hue (in turns: 0 red, 1/3 green, 2/3 blue), saturation and brightness. */
  public static Rgb hsb(double hue, double saturation, double brightness) {
    return new Rgb(
        brightness * (1 - saturation * absence(hue)),
        brightness * (1 - saturation * absence(hue - 1 / 3.0)),
        brightness * (1 - saturation * absence(hue - 2 / 3.0)));
  }

  /** This colour under light of the given strength. */
  public Rgb times(double light) {
    return new Rgb(red * light, green * light, blue * light);
  }

  /** This colour, so far on the way to another. */
  public Rgb towards(Rgb other, double part) {
    return new Rgb(
        red + part * (other.red - red),
        green + part * (other.green - green),
        blue + part * (other.blue - blue));
  }

  /** 0 near the primary colour, 1 from a third of a turn away on. */
  private static double absence(double hue) {
    double turn = Math.abs(hue - Math.rint(hue));
    return Math.clamp(6 * turn - 1, 0, 1);
  }
}
