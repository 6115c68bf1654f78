package gradus.datasets.drawing;

/**
 * One generated picture of an object: in any pose and size, before a random background, under
 * random light, at times half hidden, 32×32 in colour.
 */
public final class Scene {
  private static final int SIDE = 32;

  private Scene() {}

  /** The 32×32×3 bytes of a picture of this object. */
  public static byte[] draw(Thing thing, Dice dice) {
    var canvas = new Canvas(SIDE);
    background(canvas, dice);
    Pose pose = pose(thing, dice);
    thing.paint(new Painter(canvas, pose, dice));
    if (dice.chance(0.35)) {
      occlude(canvas, dice);
    }
    light(canvas, dice);
    return canvas.colourBytes();
  }

  private static Pose pose(Thing thing, Dice dice) {
    double lean =
        thing == Thing.ROCKET || thing == Thing.BUTTERFLY || thing == Thing.FISH ? .5 : .13;
    Pose pose =
        Pose.at(SIDE / 2.0 + dice.normal(2.2), SIDE / 2.0 + dice.normal(1.8), dice.between(8, 14.5))
            .slanted(dice.normal(0.08), dice.between(0.82, 1.15))
            .turned(dice.normal(lean));
    return dice.chance(0.5) ? pose.mirrored() : pose;
  }

  private static void background(Canvas canvas, Dice dice) {
    Rgb top = muted(dice);
    Rgb bottom = dice.chance(0.6) ? muted(dice) : top;
    double horizon = dice.between(0.45, 0.85);
    var clouds = new Lighting(dice.between(0.03, 0.15), SIDE, dice);
    canvas.fill(
        (column, row) ->
            (row < horizon ? top : bottom).times(1 + clouds.at(column, row) + 0.2 * (row - 0.5)));
    int blobs = dice.below(4);
    for (int i = 0; i < blobs; i++) {
      Form blob = Form.ellipse(dice.between(1.5, 6), dice.between(1.5, 6));
      Pose where = Pose.at(dice.between(0, SIDE), dice.between(0, SIDE), 1);
      canvas.paint(blob, where.turned(dice.between(0, 3)), muted(dice), 0.9);
    }
  }

  private static Rgb muted(Dice dice) {
    return Rgb.hsb(dice.between(0, 1), dice.between(0.1, 0.6), dice.between(0.25, 0.95));
  }

  /** A post, a branch or a ball in front of the object. */
  private static void occlude(Canvas canvas, Dice dice) {
    Pose where = Pose.at(dice.between(4, SIDE - 4), dice.between(4, SIDE - 4), 1);
    Form thing =
        dice.chance(0.6)
            ? Form.box(dice.between(1, 2.5), 40, 0.5)
            : Form.disc(dice.between(3, 5.5));
    canvas.paint(thing, where.turned(dice.normal(0.6)), muted(dice), 0.75);
  }

  private static void light(Canvas canvas, Dice dice) {
    double exposure = dice.between(0.65, 1.15);
    double warmth = dice.normal(0.08);
    double grain = dice.between(0.01, 0.05);
    var light = new Lighting(dice.between(0.05, 0.3), SIDE, dice);
    canvas.filter(
        (colour, column, row) -> {
          double here = exposure * (1 + light.at(column, row));
          return new Rgb(
              colour.red() * here * (1 + warmth) + dice.normal(grain),
              colour.green() * here + dice.normal(grain),
              colour.blue() * here * (1 - warmth) + dice.normal(grain));
        });
  }
}
