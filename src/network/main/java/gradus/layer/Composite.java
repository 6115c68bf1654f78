package gradus.layer;

import java.util.List;

/** A layer made of others, which a {@link Summary} lists one by one. */
interface Composite extends Layer {
  /** The layers that it is made of. */
  List<Layer> parts();

  /** The parameters of all parts, which are named by their numbers. */
  @Override
  default Parameters parameters() {
    Parameters all = Parameters.none();
    for (int i = 0; i < parts().size(); i++) {
      all = all.andPart(Integer.toString(i), parts().get(i).parameters());
    }
    return all;
  }

  /** Whether each part receives the input, rather than the output of the part before. */
  default boolean inParallel() {
    return false;
  }
}
