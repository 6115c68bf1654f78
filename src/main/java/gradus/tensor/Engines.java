package gradus.tensor;

/** The engines of this process. */
final class Engines {
  static final Engine DOUBLE = new DoubleEngine();
  static final Engine SINGLE = new FloatEngine();

  private Engines() {}
}
