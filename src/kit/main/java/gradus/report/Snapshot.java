package gradus.report;

import gradus.data.Images;
import gradus.data.Npz;
import gradus.data.Preprocessing;
import gradus.layer.Network;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Tensor;
import gradus.training.Evaluation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The part of its network that the first run of a recipe keeps for the pictures of a notebook.
 *
 * @param epochs after which to keep; 0 is before training
 * @param rule adds arrays, under names whose prefix is the epoch
 */
public record Snapshot(List<Integer> epochs, Rule rule) {
  /**
   * A network in training and its test images.
   *
   * @param network as it is after some epoch
   * @param test the test images
   * @param preprocessing their preprocessing
   */
  public record Stage(Network network, Images test, Preprocessing preprocessing) {}

  /** Adds arrays to those kept so far. */
  @FunctionalInterface
  public interface Rule {
    Npz add(Npz kept, String prefix, Stage stage);
  }

  public Snapshot {
    epochs = List.copyOf(epochs);
  }

  /** Nothing is kept. */
  public static Snapshot none() {
    return new Snapshot(List.of(), (kept, prefix, stage) -> kept);
  }

  /** The parameters of these names, or all of them if none is named. */
  public static Snapshot parameters(List<Integer> epochs, String... names) {
    return new Snapshot(
        epochs,
        (kept, prefix, stage) -> {
          var parameters = stage.network().parameters();
          Npz all = kept;
          for (String name : names.length == 0 ? parameters.names() : Arrays.asList(names)) {
            all = all.with(prefix + name, parameters.get(name).value());
          }
          return all;
        });
  }

  /** The first columns of a parameter: the weights of the first units. */
  public static Snapshot columns(List<Integer> epochs, String name, int count) {
    return new Snapshot(
        epochs,
        (kept, prefix, stage) -> {
          Tensor whole = stage.network().parameters().get(name).value();
          return kept.with(prefix + name, whole.transpose().slice(0, count).transpose());
        });
  }

  /** Some random test images: their numbers, their labels and the predicted classes. */
  public static Snapshot predictions(int epoch, int count) {
    return new Snapshot(
        List.of(epoch),
        (kept, prefix, stage) -> {
          int[] drawn =
              new Seed(1).stream("ten images").ints(count, 0, stage.test().count()).toArray();
          Images images = stage.test().select(drawn);
          Tensor inputs = stage.preprocessing().apply(images, Precision.SINGLE);
          return kept.with(prefix + "index", longs(drawn))
              .with(prefix + "label", longs(images.labels()))
              .with(prefix + "predicted", longs(Evaluation.predict(stage.network(), inputs)));
        });
  }

  private static long[] longs(int... numbers) {
    return IntStream.of(numbers).asLongStream().toArray();
  }

  Npz after(int epoch, Stage stage, Npz kept) {
    return epochs.contains(epoch) ? rule.add(kept, "epoch " + epoch + " ", stage) : kept;
  }
}
