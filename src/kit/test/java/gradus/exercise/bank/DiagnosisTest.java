package gradus.exercise.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.exercise.Diagnosis;
import gradus.exercise.Mistake;
import gradus.exercise.Question;
import gradus.exercise.Values;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A wrong answer is diagnosed with the mistake that leads to it; a right one passes. */
class DiagnosisTest {
  static java.util.Set<String> ids() {
    return QuestionBank.ids();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void everyMistakeIsDistinguishedFromAllOthers(String id) {
    Question question = QuestionBank.question(id);
    for (Mistake mistake : question.mistakes()) {
      for (long seed = 1; seed <= 5; seed++) {
        Diagnosis diagnosis = question.diagnose(seed, given -> question.answer(mistake, given));
        assertEquals(List.of(mistake), diagnosis.likely(), id + ", seed " + seed);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ids")
  void aRightAnswerPassesHoweverItIsRounded(String id) {
    Question question = QuestionBank.question(id);
    Random random = new Random(5);
    for (long seed = 1; seed <= 100; seed++) {
      Diagnosis diagnosis =
          question.diagnose(seed, given -> rounded(question.answer(given), random));
      assertTrue(diagnosis.right(), diagnosis::toString);
    }
  }

  private static Values rounded(Values values, Random random) {
    Values rounded = Values.none();
    for (String name : values.names()) {
      Tensor tensor = values.tensor(name);
      rounded = rounded.and(name, tensor.map(v -> v * (1 + 1e-13 * random.nextGaussian())));
    }
    return rounded;
  }

  @ParameterizedTest
  @MethodSource("ids")
  void aPartOfTheAnswerIsCheckedByItself(String id) {
    Question question = QuestionBank.question(id);
    for (String name : question.answer(question.example()).names()) {
      question.check(given -> question.answer(given).only(name));
    }
  }

  @Test
  void theBankKnowsManyMistakes() {
    long mistakes =
        QuestionBank.ids().stream()
            .mapToLong(id -> QuestionBank.question(id).mistakes().size())
            .sum();
    assertTrue(mistakes >= 100, "only " + mistakes);
  }

  @ParameterizedTest
  @MethodSource("ids")
  void aHintSaysWhatToLookAt(String id) {
    for (Mistake mistake : QuestionBank.question(id).mistakes()) {
      assertTrue(mistake.name().length() > 10, mistake::toString);
      assertTrue(mistake.hint().length() > 20, mistake::toString);
      assertFalse(mistake.hint().endsWith("."), mistake::toString);
    }
  }

  @Test
  void anythingThatOnlyResemblesTheAnswerIsNamed() {
    Map<String, UnaryOperator<Tensor>> changes =
        Map.of(
            "transposed", Tensor::transpose,
            "sign", w -> w.times(-1),
            "factor of 5", w -> w.times(w.rows()),
            "4.000 times too small", w -> w.times(0.25),
            "zero everywhere", w -> w.times(0),
            "cut to whole", w -> w.map(v -> (long) v),
            "single precision", w -> w.map(v -> (float) v),
            "lost its signs", w -> w.map(Math::abs),
            "no number", w -> w.map(v -> Double.NaN),
            "wrong shape", Tensor::columnSums);
    changes.forEach(
        (expected, change) ->
            assertNamed(
                expected,
                "svm_loss",
                given -> {
                  Values right = QuestionBank.question("svm_loss").answer(given);
                  return right.and("dW", change.apply(right.tensor("dW")));
                }));
  }

  static void assertNamed(String expected, String question, UnaryOperator<Values> method) {
    var error =
        assertThrows(AssertionError.class, () -> QuestionBank.question(question).check(method));
    assertTrue(error.getMessage().contains(expected), error.getMessage());
    String likely = error.getMessage().substring(error.getMessage().indexOf("Likely"));
    assertTrue(likely.contains(expected), error.getMessage());
  }

  @Test
  void twoMistakesInTwoValuesAreBothNamed() {
    Question svm = QuestionBank.question("svm_loss");
    Diagnosis diagnosis =
        svm.diagnose(
            1,
            given -> {
              Values right = svm.answer(given);
              double penalty = given.number("reg") * given.tensor("W").dot(given.tensor("W"));
              return right
                  .and("loss", right.number("loss") - penalty)
                  .and("dW", right.tensor("dW").transpose());
            });
    List<String> names = diagnosis.likely().stream().map(Mistake::name).toList();
    assertEquals("the penalty is missing", names.getFirst());
    assertEquals("dW is transposed", names.getLast());
  }

  @Test
  void noMistakeIsNamedIfNoneFits() {
    Question softmax = QuestionBank.question("softmax_loss");
    Random random = new Random(1);
    Diagnosis diagnosis =
        softmax.diagnose(
            1,
            given -> {
              Values right = softmax.answer(given);
              return right.and("dW", right.tensor("dW").map(v -> v + random.nextGaussian()));
            });
    assertEquals(List.of(), diagnosis.likely());
    assertTrue(
        diagnosis.toString().contains("but loss is right: look at the lines that only dW needs"),
        diagnosis.toString());
  }

  @Test
  void aMessageReadAloneTellsWhatToLookAt() {
    Question relu = QuestionBank.question("relu");
    var error =
        assertThrows(
            AssertionError.class, () -> relu.check(given -> Values.of("dx", given.tensor("dout"))));
    assertTrue(error.getMessage().startsWith("relu: dx is off by "), error.getMessage());
    assertTrue(
        error
            .getMessage()
            .endsWith(
                "Likely: the gradient is not masked. Hint: the gradient passes where the input x of the"
                    + " forward pass was positive, and is 0 elsewhere: dx = dout·[x > 0]."),
        error.getMessage());
  }

  @Test
  void aMethodMayChangeWhatItWasGiven() {
    Question affine = QuestionBank.question("affine");
    affine.check(
        given -> {
          Values answer = affine.answer(given);
          given.matrix("x").zero();
          return answer;
        });
  }

  @Test
  void whatAMethodThrowsReachesTheCellAsItIs() {
    assertThrows(
        UnsupportedOperationException.class,
        () ->
            QuestionBank.question("adam")
                .check(
                    given -> {
                      throw new UnsupportedOperationException("exercise not done yet");
                    }));
  }

  @Test
  @SuppressWarnings("NullAway") // a stub in a cell returns null
  void aStubThatReturnsNullIsExplained() {
    Question adam = QuestionBank.question("adam");
    var error = assertThrows(AssertionError.class, () -> adam.check(given -> null));
    assertEquals(
        "adam received null; return the values that the method computes", error.getMessage());
    DMatrixRMaj nothing = null;
    error =
        assertThrows(AssertionError.class, () -> adam.check(given -> Values.of("next_w", nothing)));
    assertEquals("next_w is null; return what the method computes", error.getMessage());
  }

  @Test
  void anUnknownQuestionOrAnswerIsRefusedWithTheKnownOnes() {
    var unknown = assertThrows(IllegalArgumentException.class, () -> QuestionBank.question("svm"));
    assertTrue(unknown.getMessage().contains("svm_loss"), unknown.getMessage());
    var answer =
        assertThrows(
            IllegalArgumentException.class,
            () -> QuestionBank.question("relu").check(given -> Values.of("y", 1)));
    assertTrue(answer.getMessage().contains("one or more of [out, dx]"), answer.getMessage());
    assertEquals(21, new TreeSet<>(QuestionBank.ids()).size());
  }
}
