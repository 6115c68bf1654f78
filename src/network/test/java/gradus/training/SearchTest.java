package gradus.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.data.Examples;
import gradus.layer.Initializer;
import gradus.loss.SoftmaxCrossEntropy;
import gradus.model.Mlp;
import gradus.optimizer.Sgd;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchTest {
  private static final Seed SEED = new Seed(3);
  private static final SearchSpace SPACE =
      SearchSpace.of(Range.logarithmic("learning rate", 1e-5, 1), Range.linear("dropout", 0, 0.5));

  @Test
  void aGridIsEveryCombination() {
    List<HyperParameters> grid =
        HyperParameters.grid(
            HyperParameters.each("rate", 0.1, 0.01), HyperParameters.each("width", 10, 20, 30));
    assertEquals(6, grid.size());
    assertEquals("rate 0.1, width 10", grid.getFirst().toString());
    assertEquals("rate 0.1, width 20", grid.get(1).toString());
    assertEquals("decay 1E-7", HyperParameters.none().and("decay", 1e-7).toString());
    assertEquals("rate 0.01, width 30", grid.getLast().toString());
  }

  @Test
  void aGridOverRangesIsEvenlySpacedInTheirOwnMeasure() {
    List<HyperParameters> grid = SPACE.grid(6);
    assertEquals(36, grid.size());
    double[] rates = Range.logarithmic("rate", 1e-5, 1).points(6);
    assertArrayEquals(new double[] {1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1}, rates, 1e-12);
    assertArrayEquals(
        new double[] {0, 0.25, 0.5}, Range.linear("dropout", 0, 0.5).points(3), 1e-15);
  }

  @Test
  void everyDecadeOfALogarithmicRangeIsAsLikely() {
    int[] decades = new int[5];
    for (HyperParameters setting : SPACE.random(5_000, SEED)) {
      decades[(int) Math.floor(Math.log10(setting.of("learning rate"))) + 5]++;
    }
    for (int count : decades) {
      assertEquals(1_000, count, 120);
    }
  }

  @Test
  void askingForMoreRandomSettingsKeepsTheFirst() {
    assertEquals(SPACE.random(3, SEED), SPACE.random(10, SEED).subList(0, 3));
    assertNotEquals(SPACE.random(3, SEED), SPACE.random(3, new Seed(4)));
  }

  @Test
  void aFinerSpaceLiesAroundTheBestAndWithinTheCoarseOne() {
    HyperParameters best = HyperParameters.none().and("learning rate", 1e-2).and("dropout", 0.48);
    SearchSpace fine = SPACE.around(best, 0.2);
    Range rate = fine.ranges().getFirst();
    assertEquals(1e-2 / Math.sqrt(10), rate.low(), 1e-12);
    assertEquals(1e-2 * Math.sqrt(10), rate.high(), 1e-12);
    Range dropout = fine.ranges().getLast();
    assertEquals(0.4, dropout.low(), 1e-12);
    assertEquals(0.5, dropout.high(), 1e-12);
  }

  @Test
  void theBestTrialIsTheOneWithTheBestLastEpochAndDivergedOnesComeLast() throws Exception {
    List<Search.Trial> seen = new ArrayList<>();
    Search search =
        Search.run(
            HyperParameters.each("rate", 3, 0.2, 0.1, 0.4),
            Metric.VALIDATION_LOSS,
            setting -> ending(setting.of("rate") > 1 ? Double.NaN : setting.of("rate")),
            seen::add);
    assertEquals(0.1, search.best().setting().of("rate"));
    assertEquals(3, search.ranked().getLast().setting().of("rate"));
    assertEquals(search.trials(), seen);
  }

  @Test
  void aRunThatDivergedComesLastByItsAccuracyToo() throws Exception {
    Tensor inputs = Tensor.gaussian(Precision.SINGLE, Shape.of(30, 8), 1, SEED.stream("inputs"));
    Examples examples = Examples.of(inputs, SEED.stream("labels").ints(30, 0, 3).toArray());
    Search search =
        Search.run(
            HyperParameters.each("rate", 1e30, 1e-9),
            Metric.VALIDATION_ACCURACY,
            setting ->
                Trainer.of(
                        Mlp.of(Shape.of(8), Initializer.he(Precision.SINGLE, SEED), 6, 3),
                        new SoftmaxCrossEntropy(),
                        new Sgd(),
                        setting.of("rate"))
                    .validation(examples)
                    .build()
                    .epochs(examples, 3));
    assertEquals(1e-9, search.best().setting().of("rate"));
    assertEquals(0, search.score(search.ranked().getLast()));
  }

  @Test
  void anInterruptEndsASearchBetweenTwoTrialsAndTheWatcherHasWhatIsDone() {
    List<Search.Trial> done = new ArrayList<>();
    var error =
        assertThrows(
            InterruptedException.class,
            () ->
                Search.run(
                    HyperParameters.each("rate", 1, 2, 3, 4),
                    Metric.VALIDATION_LOSS,
                    setting -> ending(setting.of("rate")),
                    trial -> {
                      done.add(trial);
                      if (done.size() == 2) {
                        Thread.currentThread().interrupt();
                      }
                    }));
    assertEquals("the search was interrupted after 2 of 4 settings", error.getMessage());
    assertEquals(2, done.size());
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void aMetricThatNoTrialMeasuredIsRefusedAtTheFirst() {
    History unmeasured =
        new History(List.of(), List.of(new Epoch(1, 1, new Evaluation(2.3, 0.1), Map.of(), 0)), 0);
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Search.run(
                    HyperParameters.each("rate", 1, 2),
                    Metric.VALIDATION_LOSS,
                    setting -> unmeasured));
    assertTrue(error.getMessage().contains("did not measure it (rate 1)"), error.getMessage());
  }

  @Test
  void coarseToFineFindsTheValleyOfALoss() throws Exception {
    Search.Experiment valley =
        setting -> ending(Math.abs(Math.log(setting.of("learning rate") / 3e-3)));
    Search coarse = Search.run(SPACE.random(15, SEED), Metric.VALIDATION_LOSS, valley);
    SearchSpace around = SPACE.around(coarse.best().setting(), 0.2);
    Search fine = Search.run(around.random(15, SEED), Metric.VALIDATION_LOSS, valley);
    assertTrue(fine.score(fine.best()) < coarse.score(coarse.best()) / 2, fine.toString());
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Range.linear("dropout", 0.5, 0.5));
    assertThrows(IllegalArgumentException.class, () -> Range.logarithmic("decay", 0, 1));
    assertThrows(
        IllegalArgumentException.class, () -> Range.linear("rate", 0, Double.POSITIVE_INFINITY));
    assertThrows(IllegalArgumentException.class, () -> Range.linear("rate", 0, 1).points(0));
    assertThrows(IllegalArgumentException.class, () -> HyperParameters.none().of("rate"));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            HyperParameters.grid(
                HyperParameters.each("rate", 1, 2), HyperParameters.each("rate", 3)));
    assertThrows(
        IllegalArgumentException.class,
        () -> Search.run(List.of(), Metric.VALIDATION_LOSS, setting -> ending(1)));
  }

  private static History ending(double loss) {
    var evaluation = new Evaluation(loss, 0.5);
    Epoch epoch = new Epoch(1, 1, evaluation, Map.of("validation", evaluation), 0);
    return new History(List.of(), List.of(epoch), 0);
  }
}
