package gradus.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.layer.Dropout;
import gradus.layer.Ensemble;
import gradus.layer.Initializer;
import gradus.layer.Layer;
import gradus.layer.Linear;
import gradus.layer.Mode;
import gradus.layer.Pass;
import gradus.layer.Relu;
import gradus.layer.Residual;
import gradus.layer.Sequential;
import gradus.model.LeNet;
import gradus.model.ResNet;
import gradus.plot.network.Block;
import gradus.plot.network.Block.Branches;
import gradus.plot.network.Block.Repeat;
import gradus.plot.network.BlockReader;
import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkDiagramTest {
  private static final Initializer INITIALIZER = Initializer.he(Precision.SINGLE, new Seed(1));

  @Test
  void eachLayerIsABoxWithItsSizesItsParametersAndItsShapes() {
    List<Block> blocks = BlockReader.read(LeNet.classic(INITIALIZER), Shape.of(32, 32, 3));
    assertEquals(12, blocks.size());
    assertEquals("Conv2d(3→6, 5×5)456", blocks.getFirst().text());
    assertEquals(Shape.of(28, 28, 6), blocks.getFirst().output());
    assertEquals("MaxPool2d(2×2, stride 2)0", blocks.get(2).text());
    assertEquals(Shape.of(10), blocks.getLast().output());
  }

  @Test
  void theDescriptionNamesShapesAndTheSumOfTheParameters() {
    String text = NetworkDiagram.of(LeNet.classic(INITIALIZER)).description();
    assertTrue(text.startsWith("a network from 32×32×3 to 10 with 62,006 parameters: "), text);
  }

  @Test
  void aResidualConnectionIsTwoBranches() {
    var net = new Residual(new Linear(4, 4, INITIALIZER));
    var branches = (Branches) BlockReader.read(net, Shape.of(4)).getFirst();
    assertEquals("+", branches.meeting());
    assertEquals(List.of(1, 0), branches.paths().stream().map(List::size).toList());
    var alone = NetworkDiagram.of(net.body(), Shape.of(4));
    assertTrue(NetworkDiagram.of(net, Shape.of(4)).width() > alone.width());
  }

  @Test
  void equalResidualBlocksAreDrawnOnce() {
    List<Block> blocks = BlockReader.read(ResNet.forCifar(3, INITIALIZER), Shape.of(32, 32, 3));
    List<Integer> times =
        blocks.stream()
            .flatMap(
                block -> block instanceof Repeat repeat ? List.of(repeat.times()).stream() : null)
            .toList();
    assertEquals(List.of(3, 2, 2), times);
  }

  @Test
  void membersOfAnEnsembleMeetInTheirMean() {
    var net = new Ensemble(new Linear(4, 2, INITIALIZER), new Linear(4, 2, INITIALIZER));
    var branches = (Branches) BlockReader.read(net, Shape.of(4)).getFirst();
    assertEquals("mean", branches.meeting());
  }

  /** As a learner writes it in a cell, without a text of its own. */
  private static final class MyLayer implements Layer {
    @Override
    public Pass forward(Tensor x, Mode mode) {
      return Pass.unchanged(x);
    }
  }

  @Test
  void aLearnersLayerHasTheNameOfItsClass() {
    var net = new Sequential(new MyLayer(), new Relu(), Dropout.zeroing(0.5));
    assertEquals(
        List.of("MyLayer()0", "Relu()0", "Dropout(zeroing 0.500)0"),
        BlockReader.read(net, Shape.of(4)).stream().map(Block::text).toList());
  }

  @Test
  void aNetworkThatDoesNotTakeSuchExamplesIsRefused() {
    var net = new Linear(4, 4, INITIALIZER);
    assertThrows(IllegalArgumentException.class, () -> NetworkDiagram.of(net, Shape.of(5)));
  }
}
