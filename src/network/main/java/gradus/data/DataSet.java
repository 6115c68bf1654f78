package gradus.data;

import java.util.List;

/** A named set of pictures as its publisher divides it: for training and for test. */
public record DataSet(String name, String origin, Images training, Images test) {

  /** The names of the classes, in the order of their labels. */
  public List<String> classNames() {
    return training.classNames();
  }

  /** H×W×C of each picture. */
  public Extent extent() {
    return training.extent();
  }

  /** One sentence that says which set this is and where it came from. */
  @Override
  public String toString() {
    return "%s (%s): %,d training and %,d test images of %s in %d classes: %s."
        .formatted(
            name,
            origin,
            training.count(),
            test.count(),
            extent(),
            classNames().size(),
            String.join(", ", classNames()));
  }
}
