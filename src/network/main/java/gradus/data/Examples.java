package gradus.data;

import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Tensor;
import java.util.stream.IntStream;

/** Labelled inputs that a network learns from, handed out as tensors a few at a time. */
public interface Examples {

  /** The number of examples. */
  int count();

  /**
   * The examples with these indices, in this order.
   *
   * @param epoch the number of the epoch, from 0, by which augmentation differs
   */
  Batch batch(long epoch, int... indices);

  /** All examples in their order, as seen in the first epoch. */
  default Batch all() {
    return batch(0, IntStream.range(0, count()).toArray());
  }

  /** The examples with these indices as a set of their own, such as a fold. */
  default Examples subset(int... indices) {
    int[] own = indices.clone();
    return new Examples() {
      @Override
      public int count() {
        return own.length;
      }

      @Override
      public Batch batch(long epoch, int... chosen) {
        return Examples.this.batch(epoch, IntStream.of(chosen).map(i -> own[i]).toArray());
      }

      @Override
      public Examples augmented(Augmentation augmentation, Seed seed) {
        return Examples.this.augmented(augmentation, seed).subset(own);
      }
    };
  }

  /**
   * These examples, changed at random and anew in every epoch.
   *
   * @throws IllegalStateException if they are not pictures
   */
  default Examples augmented(Augmentation augmentation, Seed seed) {
    throw new IllegalStateException(
        "only pictures can be augmented; make the examples of Images, not of a tensor");
  }

  /** The examples along the first dimension of a tensor. */
  static Examples of(Tensor inputs, int... labels) {
    Batch.requireOneLabelEach(inputs, labels);
    int[] own = labels.clone();
    return new Examples() {
      @Override
      public int count() {
        return own.length;
      }

      @Override
      public Batch batch(long epoch, int... indices) {
        int[] chosen = IntStream.of(indices).map(i -> own[i]).toArray();
        return new Batch(inputs.gatherRows(indices), chosen);
      }
    };
  }

  /** Pictures, converted to numbers N×H×W×C a batch at a time. */
  static ImageExamples of(Images images, Precision precision, Preprocessing preprocessing) {
    return new ImageExamples(images, precision, preprocessing);
  }
}
