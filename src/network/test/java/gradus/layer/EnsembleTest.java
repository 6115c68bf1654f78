package gradus.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import gradus.tensor.Precision;
import gradus.tensor.Seed;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnsembleTest {
  @Test
  void itsOutputIsTheMeanOfItsMembers() {
    Ensemble three = new Ensemble(List.of(new Scaled(1), new Scaled(2), new Scaled(6)));
    Tensor x = Tensor.of(Precision.DOUBLE, Shape.of(1, 2), 1, -2);
    Pass pass = three.forward(x, Mode.evaluation());
    assertArrayEquals(new double[] {3, -6}, pass.output().toArray(), 1e-12);
    assertArrayEquals(new double[] {3, -6}, pass.backward(x).toArray(), 1e-12);
  }

  @Test
  void eachMemberIsTrainedFromASeedOfItsOwn() throws InterruptedException {
    List<Seed> seeds = new ArrayList<>();
    Ensemble trained =
        Ensemble.train(
            3,
            new Seed(7),
            seed -> {
              seeds.add(seed);
              return new Scaled(seeds.size());
            });
    assertEquals(
        List.of("Scaled(1.0)", "Scaled(2.0)", "Scaled(3.0)"),
        trained.members().stream().map(Object::toString).toList());
    assertEquals(3, seeds.stream().distinct().count());
    assertEquals(
        List.of("Ensemble", "Scaled(1.0)", "+ Scaled(2.0)", "+ Scaled(3.0)"),
        Summary.of(trained, Shape.of(2)).rows().stream().skip(1).map(Summary.Row::layer).toList());
    assertThrows(
        IllegalArgumentException.class, () -> Ensemble.train(0, new Seed(7), s -> new Relu()));
  }
}
