package gradus.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final Initializer INIT = Initializer.he(Precision.DOUBLE, new Seed(1));

  private final Layer block =
      new Residual(
          new Sequential(
              new Conv2d(1, 2, Window.square(3).withPadding(1), INIT),
              new Relu(),
              new Conv2d(2, 2, Window.square(3).withPadding(1), INIT)),
          new Conv2d(1, 2, Window.square(1), INIT));
  private final Sequential body =
      new Sequential(block, new Flatten(), new Linear(2 * 12 * 12, 1000, INIT));
  private final Network network = new Network("small", Shape.of(12, 12, 1), body);

  @Test
  void aTableShowsWhatLiesWithinWhatAndWhereBranchesBegin() {
    assertEquals(
        """
        layer                                                   output   parameters
        input                                                  12×12×1
        Residual                                               12×12×2           62
          Conv2d(1→2, 3×3 window, stride 1, padding 1)         12×12×2           20
          Relu                                                 12×12×2
          Conv2d(2→2, 3×3 window, stride 1, padding 1)         12×12×2           38
          + Conv2d(1→2, 1×1 window, stride 1, padding 0)       12×12×2            4
        Flatten                                                    288
        Linear(288→1000)                                          1000      289,000
        total                                                               289,062
        """,
        network.summary().toString());
  }

  @Test
  void aNetworkNamesItsParts() {
    assertEquals("small", network.name());
    assertEquals(Shape.of(12, 12, 1), network.example());
    assertSame(body, network.body());
    assertEquals(List.of(body), network.parts());
    assertEquals("small\n" + network.summary(), network.toString());
    assertEquals(body.layers().subList(0, 2), network.slice(0, 2).layers());
    assertEquals(body.layers(), network.slice(0, 3).layers());
    assertThrows(IllegalArgumentException.class, () -> network.slice(0, 4));
  }

  @Test
  void aLayerAloneIsANetworkToo() {
    assertEquals(
        List.of("input", "Linear(2→3)"),
        Summary.of(new Linear(2, 3, INIT), Shape.of(2)).rows().stream()
            .map(Summary.Row::layer)
            .toList());
  }
}
