package gradus.plot;

import java.awt.Graphics2D;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often pictures of one class were given another: a row for each true class, a column for each
 * answer, the right answers on the diagonal.
 */
public final class ConfusionMatrix implements Drawing {
  private final int[][] counts;
  private final List<String> names;
  private final HeatMap map;

  /**
   * A pair of classes of which one was taken for the other.
   *
   * @param pictures how many
   */
  public record Confusion(String trueClass, String answer, int pictures) {}

  private ConfusionMatrix(int[][] counts, List<String> names, HeatMap map) {
    this.counts = counts;
    this.names = names;
    this.map = map;
  }

  /**
   * Counts answers.
   *
   * @param labels the true class of each picture, from 0
   * @param answers what was answered, one for each label
   * @param names of the classes
   */
  public static ConfusionMatrix of(int[] labels, int[] answers, List<String> names) {
    if (labels.length != answers.length) {
      throw new IllegalArgumentException(
          "%d labels and %d answers; there must be one answer for each label"
              .formatted(labels.length, answers.length));
    }
    int[][] counts = new int[names.size()][names.size()];
    double[][] cells = new double[names.size()][names.size()];
    for (int i = 0; i < labels.length; i++) {
      counts[labels[i]][answers[i]]++;
      cells[labels[i]][answers[i]]++;
    }
    HeatMap map =
        HeatMap.of("True class against answer", cells, "%.0f")
            .cell(46, 30)
            .axes("true class", "answer")
            .names(names, names.stream().map(ConfusionMatrix::shortened).toList());
    return new ConfusionMatrix(counts, List.copyOf(names), map);
  }

  /** As much of a name as fits under a cell. */
  private static String shortened(String name) {
    return name.length() <= 6 ? name : name.substring(0, 5) + ".";
  }

  /** The number of pictures of a class that were given an answer. */
  public int count(int trueClass, int answer) {
    return counts[trueClass][answer];
  }

  /** The number of right answers: the sum of the diagonal. */
  public int right() {
    return IntStream.range(0, counts.length).map(i -> counts[i][i]).sum();
  }

  /** All confusions that occurred, the most frequent first. */
  public List<Confusion> confusions() {
    return IntStream.range(0, counts.length * counts.length)
        .filter(cell -> cell / counts.length != cell % counts.length)
        .mapToObj(cell -> confusion(cell / counts.length, cell % counts.length))
        .filter(confusion -> confusion.pictures > 0)
        .sorted(Comparator.comparingInt(Confusion::pictures).reversed())
        .toList();
  }

  private Confusion confusion(int trueClass, int answer) {
    return new Confusion(names.get(trueClass), names.get(answer), counts[trueClass][answer]);
  }

  @Override
  public int width() {
    return map.width();
  }

  @Override
  public int height() {
    return map.height();
  }

  @Override
  public String description() {
    return "a confusion matrix of %d classes".formatted(names.size());
  }

  @Override
  public void draw(Graphics2D g) {
    map.draw(g);
  }
}
