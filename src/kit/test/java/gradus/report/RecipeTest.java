package gradus.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import gradus.layer.Identity;
import gradus.layer.Network;
import gradus.optimizer.Schedule;
import gradus.optimizer.WeightDecay;
import gradus.tensor.Shape;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RecipeTest {
  private static final Recipe RECIPE =
      Recipe.of(
          "recipe",
          "nothing",
          initializer -> new Network("nothing", Shape.of(10), new Identity()),
          DataSource.MNIST);

  @Test
  void eachWordChangesItsComponentAlone() {
    Snapshot snapshot = Snapshot.parameters(List.of(1));
    Substitute substitute = new Substitute("a", "b", "c", "d");
    SplitRule split = SplitRule.published();
    WeightDecay decay = WeightDecay.square(1e-3);
    Schedule rate = Schedule.constant(0.5);
    AugmentationSpec augmentation = AugmentationSpec.plainCopy();
    Recipe changed =
        RECIPE
            .named("other")
            .network("other network", RECIPE.network().value())
            .split(split)
            .preprocessing(Settings.STANDARDISED)
            .initialisation(Settings.LECUN)
            .decay(decay)
            .optimizer(Settings.ADAM)
            .rate(rate)
            .batch(7)
            .epochs(8)
            .augmentation(augmentation)
            .patience(9)
            .apart()
            .measuredEvery(10)
            .snapshot(snapshot)
            .repetitions(11)
            .substitute(substitute);
    assertEquals(
        new Recipe(
            "other",
            new Named<>("other network", RECIPE.network().value()),
            DataSource.MNIST,
            split,
            Settings.STANDARDISED,
            Settings.LECUN,
            decay,
            Settings.ADAM,
            rate,
            7,
            8,
            augmentation,
            9,
            true,
            10,
            snapshot,
            11,
            Optional.of(substitute)),
        changed);
  }

  @Test
  void theOriginalStaysAsItWas() {
    RECIPE.batch(7);
    assertEquals(100, RECIPE.batch());
  }

  @Test
  void aRecipeIsMeasuredFirstLastAndInBetween() {
    Recipe recipe = RECIPE.epochs(12).measuredEvery(5);
    List<Integer> measured =
        java.util.stream.IntStream.rangeClosed(0, 12)
            .filter(recipe::isMeasuredAfter)
            .boxed()
            .toList();
    assertEquals(List.of(0, 1, 5, 10, 12), measured);
  }
}
