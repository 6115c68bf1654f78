package gradus.layer;

import java.util.List;

/**
 * A layer that can do its own work and that of layers behind it in one pass over memory.
 *
 * <p>The output is the same to the last bit; gradients of parameters may be summed up in another
 * order. The numbers in between are never stored.
 */
interface Fusible extends Layer {
  /**
   * A layer that does the work of several.
   *
   * @param length their number
   */
  record Stage(Layer layer, int length) {}

  /**
   * A stage that begins with this layer.
   *
   * @param following the layers behind it, of which the stage may take over the first few
   */
  Stage fuse(List<Layer> following);
}
