package gradus.exercise.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.exercise.Diagnosis;
import gradus.exercise.Mistake;
import gradus.exercise.Values;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes in independently written methods are named; right methods pass. */
class PlantedMistakesTest {
  private static final Map<String, BiFunction<Values, Set<String>, Values>> METHODS =
      new TreeMap<>(
          Map.of(
              "svm_loss", LearnersMethods::svm,
              "softmax_loss", LearnersMethods::softmax,
              "vote", LearnersMethods::vote,
              "adam", LearnersMethods::adam,
              "momentum", LearnersMethods::momentum,
              "batch_norm", LearnersMethods::batchNorm,
              "dropout", LearnersMethods::dropout,
              "affine", LearnersMethods::affine,
              "relu", LearnersMethods::relu,
              "convolution", LearnersMethods::convolution));

  private static Diagnosis diagnosis(String question, long seed, Set<String> planted) {
    var method = METHODS.getOrDefault(question, LearnersMethods::distances);
    return QuestionBank.question(question).diagnose(seed, given -> method.apply(given, planted));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          distances_l2 | no root             | the root is missing
          distances_l2 | no square           | these are L1 distances
          distances_l2 | transposed          | distances is transposed
          vote         | tie to larger       | a tie goes to the larger label
          vote         | k - 1               | one neighbour too few votes
          svm_loss     | no mean             | the mean over the examples is missing
          svm_loss     | no margin           | the margin Δ is missing
          svm_loss     | right class counted | the right class is counted
          svm_loss     | right class kept    | the gradient is not subtracted from the right class
          svm_loss     | half                | the penalty is halved
          svm_loss     | no 2                | the factor 2 of the penalty's gradient is missing
          svm_loss     | no penalty          | the penalty is missing in the gradient
          svm_loss     | sign                | the gradient of the loss has the wrong sign
          softmax_loss | not shifted         | the softmax is not shifted
          softmax_loss | twice               | the softmax is applied twice
          softmax_loss | no minus 1          | 1 is not subtracted at the right class
          softmax_loss | no mean             | the mean over the examples is missing
          adam         | t early             | t is one too small
          adam         | not corrected       | the bias correction is missing
          adam         | eps inside          | eps stands inside the root
          momentum     | plus                | the step goes uphill
          momentum     | nesterov            | this is Nesterov's step
          batch_norm   | n - 1               | the variance is divided by N − 1
          batch_norm   | swapped             | momentum and 1 − momentum are exchanged
          batch_norm   | no eps              | eps is missing
          dropout      | swapped             | keeping and dropping are exchanged
          dropout      | not scaled          | what is kept is not scaled
          affine       | not summed          | db is not summed over the examples
          affine       | transposed          | dw is transposed
          affine       | float               | dw has the digits of single precision
          relu         | wrong tensor        | the mask is made from dout
          convolution  | flipped             | the filters are turned by 180°
          convolution  | no padding          | the padding is missing
          convolution  | no stride           | the stride is ignored
          """)
  void aPlantedMistakeIsNamed(String question, String planted, String named) {
    for (long seed = 1; seed <= 5; seed++) {
      List<Mistake> likely = diagnosis(question, seed, Set.of(planted)).likely();
      assertEquals(List.of(named), likely.stream().map(Mistake::name).toList());
    }
  }

  static Set<String> methods() {
    return METHODS.keySet();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aRightMethodPasses(String question) {
    for (long seed = 1; seed <= 200; seed++) {
      Diagnosis diagnosis = diagnosis(question, seed, Set.of());
      assertTrue(diagnosis.right(), diagnosis::toString);
    }
  }
}
