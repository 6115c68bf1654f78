package gradus.check;

import gradus.tensor.Shape;
import java.util.Arrays;

/** The index of an element in a tensor, as text. */
public final class Index {
  private Index() {}

  /** For example {@code [2, 0, 1]} for a flat index, counted row by row. */
  public static String of(Shape shape, int index) {
    int[] place = shape.dimensions();
    int rest = index;
    for (int i = place.length - 1; i >= 0; i--) {
      int length = place[i];
      place[i] = rest % length;
      rest /= length;
    }
    return Arrays.toString(place);
  }
}
