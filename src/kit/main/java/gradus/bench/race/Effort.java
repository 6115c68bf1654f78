package gradus.bench.race;

import java.util.List;

/**
 * How long the networks of a ladder are trained, and how wide the wide one is.
 *
 * @param lenetEpochs of the LeNet
 * @param wideEpochs of the wide network, which takes longer for an image
 * @param wideBatch images in one of its steps; the LeNet's are {@link #LENET_BATCH}
 * @param widths the numbers of filters of its blocks
 */
public record Effort(int lenetEpochs, int wideEpochs, int wideBatch, List<Integer> widths) {
  /** The batch of report R0. */
  public static final int LENET_BATCH = 98;

  /**
   * That of the kit's records: the report's 12 epochs for the LeNet, and four for a network of half
   * the race's width, which is 1.6 times the work.
   */
  public static final Effort RECORDED = new Effort(12, 4, 500, List.of(32, 128, 128));

  public Effort {
    widths = List.copyOf(widths);
    if (lenetEpochs < 1 || wideEpochs < 1 || wideBatch < 1 || widths.isEmpty()) {
      throw new IllegalArgumentException(
          "an effort has epochs, images in a batch and widths of 1 or more, got %d, %d, %d and %s"
              .formatted(lenetEpochs, wideEpochs, wideBatch, widths));
    }
  }
}
