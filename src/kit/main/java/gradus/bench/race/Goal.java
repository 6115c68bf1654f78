package gradus.bench.race;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The accuracy that a race is run to, and the training that is meant to reach it.
 *
 * @param percent of the test images that should be classified correctly
 * @param epochs of training, over which the learning rates fall to 0
 * @param batch the number of images in a step
 * @param widths the numbers of filters of the network's blocks
 */
public record Goal(int percent, int epochs, int batch, List<Integer> widths) {
  /**
   * The goals that a race can be run to, the highest first. In four epochs, batches of 2,000 make
   * too few steps: the smaller network ends at 89.4 % with them.
   */
  private static final List<Goal> GOALS =
      List.of(
          new Goal(94, 8, 2_000, List.of(64, 256, 256)),
          new Goal(90, 4, 1_000, List.of(32, 128, 128)));

  public Goal {
    widths = List.copyOf(widths);
  }

  /**
   * The goal of this accuracy.
   *
   * @throws IllegalArgumentException if there is none, naming those that there are
   */
  public static Goal of(int percent) {
    return GOALS.stream()
        .filter(goal -> goal.percent == percent)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a race is run to %s %%, not to %d"
                        .formatted(
                            GOALS.stream()
                                .map(goal -> Integer.toString(goal.percent))
                                .collect(Collectors.joining(" or ")),
                            percent)));
  }

  /** The same goal with another number of epochs. */
  public Goal withEpochs(int number) {
    return new Goal(percent, number, batch, widths);
  }

  /** The blocks' widths as the network's factory takes them. */
  int[] widthsOfBlocks() {
    return widths.stream().mapToInt(width -> width).toArray();
  }

  /** For example {@code 94 % in 8 epochs with blocks of 64, 256, 256 filters}. */
  @Override
  public String toString() {
    String blocks = Arrays.toString(widthsOfBlocks()).replaceAll("[\\[\\]]", "");
    return "%d %% in %d epochs with blocks of %s filters".formatted(percent, epochs, blocks);
  }
}
