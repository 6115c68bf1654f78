package gradus.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.training.Step;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LossWindowTest {
  @Test
  void aWindowHasTheMeansOfItsSteps() {
    List<LossWindow> windows = LossWindow.of(steps(1_000));
    assertEquals(new LossWindow(10, 5.5, 0.5), windows.getFirst());
  }

  @Test
  void windowsEndWithTheLastStepAndAreShortAtFirst() {
    List<LossWindow> windows = LossWindow.of(steps(10_000));
    assertEquals(10, windows.getFirst().step());
    assertEquals(10_000, windows.getLast().step());
    assertTrue(windows.size() < 150, "windows: " + windows.size());
  }

  @Test
  void withoutAStepThereIsNoWindow() {
    assertEquals(List.of(), LossWindow.of(List.of()));
  }

  /** The loss of a step is its number. */
  private static List<Step> steps(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> new Step(i, 1, 0.1, i, 0.5)).toList();
  }
}
