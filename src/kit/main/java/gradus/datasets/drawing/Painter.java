package gradus.datasets.drawing;

/** A canvas together with the pose in which the parts of one object are painted on it. */
record Painter(Canvas canvas, Pose pose, Dice dice) {
  /** The brightness at the edge of a part, so that it looks a little round. */
  private static final double EDGE = 0.7;

  /** Paints one part. */
  Painter part(Form form, Rgb colour) {
    canvas.paint(form, pose, colour, EDGE);
    return this;
  }

  /** Paints one small part without a darker edge. */
  Painter detail(Form form, Rgb colour) {
    canvas.paint(form, pose, colour, 1);
    return this;
  }

  /** A bright colour, often near the given hue, sometimes any. */
  Rgb colourNear(double hue) {
    double any = dice.chance(0.6) ? hue + dice.normal(0.06) : dice.between(0, 1);
    return Rgb.hsb(any, dice.between(0.45, 0.95), dice.between(0.55, 1));
  }

  /** Any bright colour. */
  Rgb anyColour() {
    return Rgb.hsb(dice.between(0, 1), dice.between(0.3, 0.95), dice.between(0.5, 1));
  }
}
