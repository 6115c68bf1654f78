package gradus.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.layer.Initializer;
import gradus.layer.Mode;
import gradus.layer.Network;
import gradus.layer.Pass;
import gradus.layer.Summary;
import gradus.model.ResNet;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The networks of the reports have the sizes of the reports. */
class ReportNetworksTest {
  /** Counting needs no random numbers, and drawing 58 million would take a while. */
  private static final Initializer ZEROS =
      new Initializer(Precision.SINGLE, new Seed(0), (random, in, out) -> 0);

  private static void assertParameters(long expected, Network network) {
    assertEquals(expected, network.parameters().count(), network::name);
  }

  @Test
  void perceptronsHaveTheParametersOfTheInventory() {
    assertParameters(3072 * 50 + 50 + 50 * 10 + 10, ReportNetworks.n1(50, ZEROS));
    assertParameters(3072 * 100 + 100 + 100 * 50 + 50 + 510, ReportNetworks.n2(ZEROS, 100, 50, 10));
    assertParameters(
        3072 * 100 + 200 + 100 * 50 + 100 + 510, ReportNetworks.n3(ZEROS, 100, 50, 10));
    assertParameters(396_210, ReportNetworks.n8(ZEROS));
    assertParameters(318_010, ReportNetworks.n9(ZEROS));
    assertParameters(282_600, ReportNetworks.n10(ZEROS));
    assertParameters(81_960, ReportNetworks.n11(ZEROS, 100, 30));
    assertParameters(398_000, ReportNetworks.n11(ZEROS, 500));
    assertParameters(79_600, ReportNetworks.n11(ZEROS, 100));
    assertParameters(795_010, ReportNetworks.n12(ZEROS));
  }

  @Test
  void convolutionalNetworksHaveTheParametersOfTheInventory() {
    assertParameters(62_006, ReportNetworks.n4(ZEROS));
    assertParameters(121_182, ReportNetworks.n5(ZEROS));
    assertParameters(726_986, ReportNetworks.n6(ZEROS));
    assertParameters(4_330, ReportNetworks.n7(ZEROS));
    assertParameters(44_374, ReportNetworks.n13(ZEROS));
    assertParameters(83_126, ReportNetworks.n14(3, 0.5, ZEROS));
  }

  @Test
  void deepNetworksHaveTheParametersOfTheInventory() {
    assertParameters(46_787_978, ReportNetworks.n15(3, 0.5, ZEROS));
    assertParameters(46_787_978 + 2 * 9_568, ReportNetworks.n16(3, ZEROS));
    assertParameters(11_181_642, ReportNetworks.n17(ZEROS));
    assertParameters(23_528_522, ReportNetworks.n18(ZEROS));
    assertParameters(57_969_620, ReportNetworks.n19(0.5, ZEROS));
  }

  @Test
  void smallNetworksCarryAGradientBackToTheirImages() {
    Initializer he = Initializer.he(Precision.SINGLE, new Seed(1));
    for (Network network :
        new Network[] {
          ReportNetworks.n1(20, he),
          ReportNetworks.n2(he, 30, 20, 10),
          ReportNetworks.n3(he, 30, 20, 10),
          ReportNetworks.n3After(he, 30, 20, 10),
          ReportNetworks.n4(he),
          ReportNetworks.n5(he),
          ReportNetworks.n6(he),
          ReportNetworks.n7(he),
          ReportNetworks.n8(he),
          ReportNetworks.n9(he),
          ReportNetworks.n10(he),
          ReportNetworks.n11(he, 100, 30),
          ReportNetworks.n12(he),
          ReportNetworks.n13(he),
          ReportNetworks.n14(1, 0.2, he),
          ResNet.forCifar(1, he)
        }) {
      assertCarriesAGradient(network, 3);
    }
  }

  private static void assertCarriesAGradient(Network network, int size) {
    int[] example = network.example().dimensions();
    int[] batch = IntStream.concat(IntStream.of(size), IntStream.of(example)).toArray();
    Tensor x = Tensor.gaussian(Precision.SINGLE, Shape.of(batch), 1, new Random(2));
    Pass pass = network.forward(x, Mode.training(new Random(3)));
    assertEquals(Shape.of(size, 10), pass.output().shape());
    Tensor dx = pass.backward(pass.output());
    assertEquals(x.shape(), dx.shape());
    assertTrue(dx.dot(dx) > 0 && Double.isFinite(dx.dot(dx)), network::name);
  }

  @Test
  void deepNetworksCarryAGradientBackAtFullSize() {
    Initializer he = Initializer.he(Precision.SINGLE, new Seed(1));
    assertCarriesAGradient(ReportNetworks.n15(3, 0.5, he), 1);
    assertCarriesAGradient(ReportNetworks.n16(3, he), 2);
    assertCarriesAGradient(ReportNetworks.n17(he), 1);
    assertCarriesAGradient(ReportNetworks.n18(he), 1);
    assertCarriesAGradient(ReportNetworks.n19(0.5, he), 1);
  }

  @Test
  void everyTableEndsInTenScoresAndAddsUp() {
    for (Network network :
        new Network[] {
          ReportNetworks.n1(20, ZEROS),
          ReportNetworks.n2(ZEROS, 30, 20, 10),
          ReportNetworks.n3(ZEROS, 30, 20, 10),
          ReportNetworks.n4(ZEROS),
          ReportNetworks.n5(ZEROS),
          ReportNetworks.n6(ZEROS),
          ReportNetworks.n7(ZEROS),
          ReportNetworks.n8(ZEROS),
          ReportNetworks.n9(ZEROS),
          ReportNetworks.n10(ZEROS),
          ReportNetworks.n11(ZEROS, 500),
          ReportNetworks.n12(ZEROS),
          ReportNetworks.n13(ZEROS),
          ReportNetworks.n14(3, 0.2, ZEROS),
          ReportNetworks.n15(3, 0.5, ZEROS),
          ReportNetworks.n16(3, ZEROS),
          ReportNetworks.n17(ZEROS),
          ReportNetworks.n18(ZEROS),
          ReportNetworks.n19(0.5, ZEROS)
        }) {
      var outer = network.summary().rows().stream().filter(row -> row.depth() == 0).toList();
      assertEquals(Shape.of(10), outer.getLast().output(), network::name);
      long sum = outer.stream().mapToLong(Summary.Row::parameters).sum();
      assertEquals(network.parameters().count(), sum, network::name);
    }
  }

  @Test
  void aShortcutStandsBelowItsBodyAfterAPlus() {
    var names =
        ResNet.forCifar(1, ZEROS).summary().rows().stream()
            .map(row -> "  ".repeat(row.depth()) + row.layer())
            .filter(name -> name.contains("+ "))
            .toList();
    assertEquals(
        List.of(
            "  + Identity",
            "  + Conv2d(16→32, 1×1 window, stride 2, padding 0, no bias)",
            "  + Conv2d(32→64, 1×1 window, stride 2, padding 0, no bias)"),
        names);
  }

  @Test
  void aNetworkPrintsAsATable() {
    assertEquals(
        """
        small CNN
        layer                                               output   parameters
        input                                              28×28×1
        Conv2d(1→4, 5×5 window, stride 1, padding 2)       28×28×4          104
        Relu                                               28×28×4
        AvgPool2d(2×2 window, stride 2, padding 0)         14×14×4
        Conv2d(4→8, 3×3 window, stride 1, padding 1)       14×14×8          296
        Relu                                               14×14×8
        AvgPool2d(2×2 window, stride 2, padding 0)           7×7×8
        Flatten                                                392
        Linear(392→10)                                          10        3,930
        total                                                             4,330
        """,
        ReportNetworks.n7(ZEROS).toString());
  }

  @Test
  void aNetworkRefusesOtherImagesInItsOwnWords() {
    Tensor digits = Tensor.zeros(Precision.SINGLE, Shape.of(5, 28, 28, 1));
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> ReportNetworks.n4(ZEROS).forward(digits, Mode.evaluation()));
    assertEquals("LeNet received 5×28×28×1; it expects a batch N×32×32×3", error.getMessage());
  }

  @Test
  void theShapesOfAlexNetAreThoseOfTheReport() {
    var shapes =
        ReportNetworks.n15(3, 0.5, ZEROS).summary().rows().stream()
            .filter(row -> row.layer().startsWith("Conv2d") || row.layer().startsWith("Flatten"))
            .map(row -> row.output().toString())
            .toArray();
    assertArrayEquals(
        new String[] {"54×54×96", "26×26×256", "12×12×384", "12×12×384", "12×12×256", "6400"},
        shapes);
  }
}
