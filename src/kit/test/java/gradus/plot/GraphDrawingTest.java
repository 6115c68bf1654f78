package gradus.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.plot.graph.GraphLayout;
import gradus.plot.graph.GraphStop.Link;
import gradus.scalar.Circuits;
import gradus.scalar.Scalar;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GraphDrawingTest {
  private static int pixels(BufferedImage image, Color color) {
    int[] all = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    int count = 0;
    for (int pixel : all) {
      count += pixel == color.getRGB() ? 1 : 0;
    }
    return count;
  }

  @Test
  void gradientsAreDrawnAfterGoingBackAndNotBefore() {
    Scalar f = Circuits.sigmoidNeuron();
    BufferedImage before = GraphDrawing.of(f).image();
    BufferedImage after = GraphDrawing.of(f.backward()).image();
    assertEquals(0, pixels(before, Palette.VERMILLION));
    assertTrue(pixels(before, Palette.GREEN) > 50);
    assertTrue(pixels(after, Palette.VERMILLION) > 100);
  }

  @Test
  void onlyAValueThatGoesSeveralWaysShowsTheShareOfEach() {
    Scalar x = Scalar.of("x", 3);
    Scalar f = x.times(x).plus(Scalar.of("y", 1));
    var numbers = new GraphNumbers(f, Optional.of(f.backward()));
    List<String> shares = links(f).stream().flatMap(link -> numbers.share(link).stream()).toList();
    assertEquals(List.of("3", "3"), shares);
    assertEquals(Optional.of("6"), numbers.gradient(x));
  }

  /** A value as a learner might write it, whose way back forgot a factor. */
  private record Mine(
      String name, double number, double gradient, List<Mine> from, List<Double> slopes) {
    GraphNode<Mine> node() {
      return new GraphNode<>(name, number, gradient, from, slopes);
    }
  }

  @Test
  void aGraphOfAnotherClassIsDrawnWithTheGradientsThatItHolds() {
    var a = new Mine("a", 3, 5, List.of(), List.of());
    var square = new Mine("×", 9, 1, List.of(a, a), List.of(3.0, 3.0));
    var same = GraphNode.gradients(square, Mine::node);
    assertEquals(List.of(5.0, 1.0), same.output().graph().stream().map(same::of).toList());
    assertEquals(
        "a graph of 2 values: the output = 9, d/da = 5",
        GraphDrawing.of(square, Mine::node).description());
    var before = new Mine("×", 9, 0, List.of(a, a), List.of(3.0, 3.0));
    assertEquals(
        "a graph of 2 values: the output = 9", GraphDrawing.of(before, Mine::node).description());
  }

  @Test
  void aWireOnWhichNothingComesBackIsNotAlive() {
    Scalar f = Scalar.of("a", 3).max(Scalar.of("b", 1)).named("f");
    var after = new GraphNumbers(f, Optional.of(f.backward()));
    var before = new GraphNumbers(f, Optional.empty());
    assertEquals(List.of(true, false), links(f).stream().map(after::alive).toList());
    assertEquals(List.of(true, true), links(f).stream().map(before::alive).toList());
  }

  private static List<Link> links(Scalar f) {
    return GraphLayout.of(f).stops().flatMap(stop -> stop.sources().stream()).toList();
  }

  @Test
  void aScalarAndItsGradientsAreShownAsTheirGraph() {
    Scalar f = Scalar.of("x", -2).plus(Scalar.of("y", 5)).times(Scalar.of("z", -4)).named("f");
    assertEquals("a graph of 5 values: f = −12", Renderings.of(f).orElseThrow().text());
    assertEquals(
        "a graph of 5 values: f = −12, df/dx = −4, df/dy = −4, df/dz = 3",
        Renderings.of(f.backward()).orElseThrow().text());
  }

  @Test
  void aGraphTooLargeToReadIsShownAsText() {
    Scalar f = Scalar.of("x", 1);
    for (int i = 0; i < 100; i++) {
      f = f.plus(1);
    }
    Scalar large = f;
    assertFalse(Renderings.of(large).isPresent());
    var thrown = assertThrows(IllegalArgumentException.class, () -> GraphDrawing.of(large));
    assertEquals(
        "a drawn graph has at most 100 values, received one of 101; draw a part of it",
        thrown.getMessage());
  }

  @Test
  void numbersAreAsShortAsTheyCanBe() {
    assertEquals("−12", GraphNumbers.number(-12));
    assertEquals("0", GraphNumbers.number(-0.0));
    assertEquals("0.1966", GraphNumbers.number(0.19661193));
    assertEquals("2.56", GraphNumbers.number(2.5599999999999987));
    assertEquals("3", GraphNumbers.number(2.9999999999999996));
    assertEquals("4.54e−05", GraphNumbers.number(4.5398e-5));
    assertEquals("1.00e+06", GraphNumbers.number(1e6));
    assertEquals("∞", GraphNumbers.number(Double.POSITIVE_INFINITY));
    assertEquals("NaN", GraphNumbers.number(Double.NaN));
  }
}
