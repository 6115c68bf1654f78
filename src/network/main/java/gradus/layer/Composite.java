package gradus.layer;

import java.util.List;

/** A layer made of others, which a {@link Summary} lists one by one. */
interface Composite extends Layer {
  /** The layers that it is made of. */
  List<Layer> parts();

  /** Whether each part receives the input, rather than the output of the part before. */
  default boolean inParallel() {
    return false;
  }
}
