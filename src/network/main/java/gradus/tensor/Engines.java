package gradus.tensor;

/**
 * The engines of this process, chosen once.
 *
 * <p>The fast one needs the module of the Vector API: {@code java
 * --add-modules=jdk.incubator.vector}. Where it is missing, or the property {@code gradus.engine}
 * is {@code plain}, plain loops take its place.
 */
final class Engines {
  static final Engine DOUBLE = new DoubleEngine();
  static final Engine SINGLE = single();

  private Engines() {}

  private static Engine single() {
    boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    boolean plain = System.getProperty("gradus.engine", "").equals("plain");
    return vectors && !plain ? new VectorEngine() : new FloatEngine();
  }
}
