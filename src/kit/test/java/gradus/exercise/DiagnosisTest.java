package gradus.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** A wrong answer is told which mistake gives it, and a right one is left in peace. */
class DiagnosisTest {
  static java.util.Set<String> ids() {
    return Question.ids();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void everyMistakeOfTheBankIsToldFromAllOthers(String id) {
    Question question = Question.of(id);
    for (Mistake mistake : question.mistakes()) {
      for (long seed = 1; seed <= 5; seed++) {
        Diagnosis diagnosis = question.diagnose(seed, given -> question.answer(mistake, given));
        assertEquals(List.of(mistake), diagnosis.likely(), id + ", seed " + seed);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ids")
  void aRightAnswerIsNeverAccusedHoweverItIsRounded(String id) {
    Question question = Question.of(id);
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
    Question question = Question.of(id);
    for (String name : question.answer(question.example()).names()) {
      question.check(given -> question.answer(given).only(name));
    }
  }

  @Test
  void theBankKnowsManyMistakes() {
    long mistakes =
        Question.ids().stream().mapToLong(id -> Question.of(id).mistakes().size()).sum();
    assertTrue(mistakes >= 100, "only " + mistakes);
  }

  @ParameterizedTest
  @MethodSource("ids")
  void aHintSaysWhatToLookAt(String id) {
    for (Mistake mistake : Question.of(id).mistakes()) {
      assertTrue(mistake.name().length() > 10, mistake::toString);
      assertTrue(mistake.hint().length() > 20, mistake::toString);
      assertFalse(mistake.hint().endsWith("."), mistake::toString);
    }
  }

  @Test
  void whatIsRightAgreesWithTheReferenceCases() {
    Reference.QUESTIONS.forEach(
        (reference, question) -> Reference.of(reference).check(Question.of(question)::answer));
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
                  Values right = Question.of("svm_loss").answer(given);
                  return right.and("dW", change.apply(right.tensor("dW")));
                }));
  }

  static void assertNamed(String expected, String question, UnaryOperator<Values> method) {
    var error = assertThrows(AssertionError.class, () -> Question.of(question).check(method));
    assertTrue(error.getMessage().contains(expected), error.getMessage());
    String likely = error.getMessage().substring(error.getMessage().indexOf("Likely"));
    assertTrue(likely.contains(expected), error.getMessage());
  }

  @Test
  void twoMistakesInTwoValuesAreBothNamed() {
    Question svm = Question.of("svm_loss");
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
  void whereNoUsualMistakeFitsNoneIsNamed() {
    Question softmax = Question.of("softmax_loss");
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
    Question relu = Question.of("relu");
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
  void aMethodMaySpoilWhatItWasGiven() {
    Question affine = Question.of("affine");
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
            Question.of("adam")
                .check(
                    given -> {
                      throw new UnsupportedOperationException("exercise not done yet");
                    }));
  }

  @Test
  @SuppressWarnings("NullAway") // a stub in a cell returns null
  void aStubThatReturnsNullIsToldSo() {
    Question adam = Question.of("adam");
    var error = assertThrows(AssertionError.class, () -> adam.check(given -> null));
    assertEquals(
        "adam received null; return the values that the method computes", error.getMessage());
    DMatrixRMaj nothing = null;
    error =
        assertThrows(AssertionError.class, () -> adam.check(given -> Values.of("next_w", nothing)));
    assertEquals("next_w is null; return what the method computes", error.getMessage());
  }

  @Test
  void anUnknownQuestionOrAnswerIsRefusedWithThoseThereAre() {
    var unknown = assertThrows(IllegalArgumentException.class, () -> Question.of("svm"));
    assertTrue(unknown.getMessage().contains("svm_loss"), unknown.getMessage());
    var answer =
        assertThrows(
            IllegalArgumentException.class,
            () -> Question.of("relu").check(given -> Values.of("y", 1)));
    assertTrue(answer.getMessage().contains("one or more of [out, dx]"), answer.getMessage());
    assertEquals(21, new TreeSet<>(Question.ids()).size());
  }
}
