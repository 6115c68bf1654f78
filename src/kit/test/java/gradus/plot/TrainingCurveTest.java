package gradus.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.training.Epoch;
import gradus.training.Evaluation;
import gradus.training.Metric;
import gradus.training.Step;
import gradus.training.TrainingListener;
import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.ijava.IJava.Sent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Curves and progress lines of a run of two steps, as a notebook receives them. */
class TrainingCurveTest {
  @BeforeEach
  void start() {
    IJava.start();
  }

  @AfterEach
  void stop() {
    IJava.stop();
  }

  @Test
  void aCurveIsAChartInPlaceOfItsFirstLineWhenTrainingEnds() {
    run(TrainingCurve.of("LeNet", Metric.VALIDATION_ACCURACY, Metric.TRAINING_LOSS));
    Sent first = IJava.sent().getFirst();
    Sent last = IJava.sent().getLast();
    assertEquals("LeNet: waiting for the first values", first.text());
    assertEquals(new Sent(true, first.name(), "a chart: LeNet"), last);
  }

  @Test
  void theLossesOfMiniBatchesMakeACurveToo() {
    run(TrainingCurve.ofLosses("LeNet"));
    assertEquals("a chart: LeNet", IJava.sent().getLast().text());
  }

  @Test
  void whatIsNotMeasuredIsNotDrawn() {
    run(TrainingCurve.of("LeNet", Metric.TRAINING_LOSS));
    assertEquals(1, IJava.sent().size());
  }

  @Test
  void aCurveNeedsAMetric() {
    assertThrows(IllegalArgumentException.class, () -> TrainingCurve.of("LeNet"));
  }

  @Test
  void theLastProgressLineSaysHowFarAndHowWell() {
    run(TrainingProgress.of("LeNet"));
    Sent first = IJava.sent().getFirst();
    Sent last = IJava.sent().getLast();
    assertTrue(first.text().contains("0 of 2"), first.text());
    assertEquals(first.name(), last.name());
    assertTrue(last.text().contains("2 of 2"), last.text());
    assertTrue(last.text().endsWith("epoch 1, validation accuracy 0.7500"), last.text());
    assertFalse(last.text().contains("left"), last.text());
  }

  @Test
  void aRunWithoutStepsHasNoProgressLine() {
    TrainingProgress.of("LeNet").begin(0);
    assertEquals(List.of(), IJava.sent());
  }

  private static void run(TrainingListener listener) {
    var evaluation = new Evaluation(1.5, 0.75);
    listener.begin(2);
    listener.step(new Step(1, 1, 0.1, 2.3, 0.25));
    listener.step(new Step(2, 1, 0.1, 2.1, 0.5));
    listener.epoch(new Epoch(1, 2, new Evaluation(2.2, 0.4), Map.of("validation", evaluation), 1));
    listener.end();
  }
}
