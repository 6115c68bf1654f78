package gradus.datasets.drawing;

/** The ten kinds of objects, each a recipe of parts in a box of x and y from −1 to 1. */
public enum Thing {
  HOUSE,
  TREE,
  CAR,
  BOAT,
  FISH,
  FLOWER,
  MUSHROOM,
  CUP,
  ROCKET,
  BUTTERFLY;

  private static final Rgb DARK = Rgb.grey(0.12);
  private static final Rgb PALE = Rgb.grey(0.93);
  private static final Rgb BARK = new Rgb(0.45, 0.29, 0.16);
  private static final Rgb LEAF = new Rgb(0.25, 0.6, 0.22);
  private static final Rgb GLASS = new Rgb(0.72, 0.88, 0.97);

  void paint(Painter painter) {
    switch (this) {
      case HOUSE -> house(painter);
      case TREE -> tree(painter);
      case CAR -> car(painter);
      case BOAT -> boat(painter);
      case FISH -> fish(painter);
      case FLOWER -> flower(painter);
      case MUSHROOM -> mushroom(painter);
      case CUP -> cup(painter);
      case ROCKET -> rocket(painter);
      case BUTTERFLY -> butterfly(painter);
    }
  }

  private static void house(Painter p) {
    Rgb roof = p.colourNear(0.02);
    if (p.dice().chance(0.5)) {
      p.part(Form.box(.11, .3, .02).at(.45, -.5), roof.times(0.7));
    }
    p.part(Form.box(.64, .47, .03).at(0, .42), p.colourNear(0.12));
    p.part(Form.polygon(-.92, 0, 0, -.88, .92, 0), roof);
    p.detail(Form.box(.15, .29, .02).at(-.25, .6), roof.times(0.45));
    p.detail(Form.box(.17, .15, .02).at(.3, .38), GLASS);
  }

  private static void tree(Painter p) {
    Rgb leaves = p.colourNear(0.31).times(0.85);
    p.part(Form.box(.13, .42, .03).at(0, .57), BARK);
    if (p.dice().chance(0.5)) {
      p.part(Form.polygon(-.7, .42, 0, -.25, .7, .42), leaves.times(0.8));
      p.part(Form.polygon(-.57, .02, 0, -.65, .57, .02), leaves.times(0.9));
      p.part(Form.polygon(-.42, -.4, 0, -1, .42, -.4), leaves);
    } else {
      Form crown = Form.disc(.45).at(-.35, -.1).or(Form.disc(.45).at(.35, -.1));
      p.part(crown.or(Form.disc(.5).at(0, -.5)), leaves);
    }
  }

  private static void car(Painter p) {
    Rgb paint = p.anyColour();
    p.part(Form.polygon(-.6, .08, -.38, -.42, .3, -.42, .6, .08), paint.times(0.9));
    p.detail(Form.polygon(-.45, .04, -.3, -.3, -.06, -.3, -.06, .04), GLASS);
    p.detail(Form.polygon(.05, .04, .05, -.3, .24, -.3, .44, .04), GLASS);
    p.part(Form.box(.98, .25, .14).at(0, .26), paint);
    for (double x : new double[] {-.52, .52}) {
      p.detail(Form.disc(.25).at(x, .5), DARK);
      p.detail(Form.disc(.1).at(x, .5), Rgb.grey(0.7));
    }
  }

  private static void boat(Painter p) {
    p.detail(Form.stroke(.05, 0, .4, 0, -.95), BARK.times(0.8));
    p.part(Form.polygon(.09, -.9, .09, .25, .8, .25), p.dice().chance(0.5) ? PALE : p.anyColour());
    p.part(Form.polygon(-.09, -.65, -.09, .25, -.6, .25), PALE.times(0.9));
    p.part(Form.polygon(-.95, .38, .95, .38, .58, .85, -.65, .85), p.colourNear(0.05));
  }

  private static void fish(Painter p) {
    Rgb scales = p.colourNear(0.08);
    p.part(Form.polygon(.42, 0, 1, -.48, .84, 0, 1, .48), scales.times(0.8));
    p.part(Form.polygon(-.25, -.3, .1, -.68, .35, -.25), scales.times(0.75));
    Form body = Form.ellipse(.72, .42).at(-.12, 0);
    p.part(body, scales);
    if (p.dice().chance(0.5)) {
      p.detail(body.within(Form.box(.09, 1, 0).at(0, 0)), PALE);
    }
    p.detail(Form.disc(.13).at(-.5, -.1), PALE);
    p.detail(Form.disc(.07).at(-.52, -.1), DARK);
  }

  private static void flower(Painter p) {
    p.detail(Form.stroke(.06, 0, -.2, .05, .98), LEAF.times(0.8));
    p.detail(Form.ellipse(.32, .13).turned(-.5).at(.33, .58), LEAF);
    Rgb petal = p.colourNear(0.9);
    int petals = 5 + p.dice().below(3);
    for (int i = 0; i < petals; i++) {
      double angle = 2 * Math.PI * i / petals;
      Form one = Form.ellipse(.29, .2).at(.36, 0).turned(angle);
      p.part(one.at(0, -.35), petal);
    }
    p.detail(Form.disc(.2).at(0, -.35), new Rgb(.98, .8, .2));
  }

  private static void mushroom(Painter p) {
    p.part(Form.box(.24, .5, .12).at(0, .42), new Rgb(.93, .88, .76));
    Form cap = Form.ellipse(.92, .85).within(Form.box(1, .5, 0).at(0, -.5)).at(0, .12);
    p.part(cap, p.colourNear(0));
    if (p.dice().chance(0.7)) {
      p.detail(Form.disc(.14).at(-.45, -.15), PALE);
      p.detail(Form.disc(.16).at(.05, -.42), PALE);
      p.detail(Form.disc(.12).at(.48, -.12), PALE);
    }
  }

  private static void cup(Painter p) {
    Rgb glaze = p.anyColour();
    Form handle = Form.ellipse(.38, .36).without(Form.ellipse(.23, .21));
    p.detail(handle.at(.55, .1), glaze.times(0.8));
    p.part(Form.polygon(-.68, -.5, .58, -.5, .45, .72, -.55, .72), glaze);
    p.detail(Form.ellipse(.63, .17).at(-.05, -.5), glaze.towards(PALE, 0.5));
    p.detail(Form.ellipse(.52, .11).at(-.05, -.48), BARK.times(0.6));
  }

  private static void rocket(Painter p) {
    Rgb trim = p.colourNear(0);
    p.detail(Form.polygon(-.2, .6, .2, .6, 0, 1.05), new Rgb(1, .65, .1));
    p.part(Form.polygon(-.2, .1, -.62, .72, -.15, .6), trim);
    p.part(Form.polygon(.2, .1, .62, .72, .15, .6), trim);
    Form hull = Form.ellipse(.34, .9).at(0, -.1).within(Form.box(1, .83, 0).at(0, -.2));
    p.part(hull, PALE.towards(p.anyColour(), 0.25));
    p.part(hull.within(Form.box(1, .5, 0).at(0, -1.02)), trim);
    p.detail(Form.disc(.16).at(0, -.15), new Rgb(.2, .45, .75));
  }

  private static void butterfly(Painter p) {
    Rgb wing = p.colourNear(0.6);
    Rgb spot = p.anyColour();
    for (int side = -1; side <= 1; side += 2) {
      p.part(Form.ellipse(.42, .3).turned(.65 * side).at(.45 * side, .42), wing.times(0.8));
      p.part(Form.ellipse(.52, .38).turned(-.6 * side).at(.5 * side, -.32), wing);
      p.detail(Form.disc(.15).at(.58 * side, -.38), spot);
      p.detail(Form.stroke(.03, 0, -.4, .22 * side, -.85), DARK);
    }
    p.detail(Form.stroke(.09, 0, -.4, 0, .6), DARK);
  }
}
