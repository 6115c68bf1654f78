package gradus.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.exercise.Verdict.Result;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** A check says what is wrong, in the dose that the attempt calls for. */
class VerdictTest {
  private static final PrintStream SILENT = new PrintStream(OutputStream.nullOutputStream());

  private static String text(Function<Given, ?> method, int attempt) {
    return Verdict.of(SampleExercise.of(0), method, attempt).text();
  }

  private static DMatrixRMaj wrong(Given g, boolean sum, double shift) {
    DMatrixRMaj x = g.matrix("x");
    return SampleExercise.mean(x, sum ? 1 : x.numRows, shift);
  }

  private static void assertNamed(String name, Function<Given, ?> method) {
    String text = text(method, 2);
    assertTrue(text.contains(name), text);
  }

  @Test
  void theSolutionIsRightAndToldWhy() {
    String text = text(g -> SampleExercise.mean(g.matrix("x")), 1);
    assertTrue(text.contains("✓") && text.endsWith("Each column is a feature."), text);
  }

  @Test
  void aGradedExerciseAnnouncesHiddenInputs() {
    Verdict verdict = Verdict.of(SampleExercise.of(3), g -> SampleExercise.mean(g.matrix("x")), 1);
    assertTrue(verdict.text().contains("hidden ones run when it is graded (3.00 points)"));
  }

  @Test
  void theFirstFailureIsANudgeTheSecondANameTheThirdAPlace() {
    Function<Given, ?> sum = g -> wrong(g, true, 0);
    assertEquals("Which axis does a batch run along?", text(sum, 1).lines().toList().getLast());
    assertFalse(text(sum, 1).contains("division"), text(sum, 1));
    assertEquals("Likely: the division by N is missing.", text(sum, 2).lines().toList().getLast());
    assertEquals("Where to look: divide by the rows.", text(sum, 3).lines().toList().getLast());
  }

  @Test
  void theFirstInputIsShownWithItsNumbers() {
    String text = text(g -> wrong(g, true, 0), 1);
    assertTrue(text.contains("x = {{1, 2}, {3, 6}}: answer[0, 0] is 4, expected 2"), text);
  }

  @Test
  void noExpectedNumberOfALaterInputIsTold() {
    String text = text(g -> g.matrix("x").numRows == 2 ? right(g) : wrong(g, true, 0), 3);
    assertTrue(text.contains("input 2"), text);
    assertFalse(text.contains("expected"), text);
  }

  private static DMatrixRMaj right(Given g) {
    return SampleExercise.mean(g.matrix("x"));
  }

  @Test
  void twoMistakesAreNamedAsTwo() {
    assertNamed("the division by N is missing; and one is added", g -> wrong(g, true, 1));
  }

  @Test
  void aMistakeThatNobodyKnowsIsExplainedByHand() {
    Function<Given, ?> odd = g -> wrong(g, true, 0.37);
    assertNamed("None of the usual mistakes gives these numbers. The first column", odd);
    assertEquals("Where to look: the line that divides", text(odd, 3).lines().toList().getLast());
  }

  @Test
  void generalMistakesAreNamedWithoutBeingListed() {
    assertNamed("sign", g -> minus(right(g)));
    assertNamed("7.000 times too large", g -> times(7, right(g)));
    assertNamed("wrong shape", g -> CommonOps_DDRM.sumRows(g.matrix("x"), null));
    assertNamed("zero everywhere", g -> new DMatrixRMaj(1, g.matrix("x").numCols));
    assertNamed("one place too late", g -> rotated(right(g)));
    assertNamed("infinite or no number", g -> times(Double.NaN, right(g)));
  }

  @Test
  void anErrorIsExplainedBetterEachTime() {
    Function<Given, ?> failing = g -> g.matrix("x").get(7, 7);
    assertTrue(text(failing, 1).endsWith("Which axis does a batch run along?"), text(failing, 1));
    assertTrue(text(failing, 2).endsWith("the mean is 2."), text(failing, 2));
    assertTrue(text(failing, 3).endsWith("Where to look: the line that divides"), text(failing, 3));
  }

  private static DMatrixRMaj rotated(DMatrixRMaj row) {
    var moved = new DMatrixRMaj(1, row.numCols);
    for (int j = 0; j < row.numCols; j++) {
      moved.set(0, (j + 1) % row.numCols, row.get(0, j));
    }
    return moved;
  }

  private static DMatrixRMaj minus(DMatrixRMaj x) {
    return times(-1, x);
  }

  private static DMatrixRMaj times(double factor, DMatrixRMaj x) {
    CommonOps_DDRM.scale(factor, x);
    return x;
  }

  @Test
  void aChangedArgumentIsNoticedAtOnce() {
    Function<Given, ?> careless =
        g -> {
          DMatrixRMaj x = g.matrix("x");
          DMatrixRMaj mean = SampleExercise.mean(x);
          x.set(0, 0, 17);
          return mean;
        };
    String text = text(careless, 1);
    assertTrue(text.contains("x was changed by the method that it was given to"), text);
  }

  @Test
  void anArrayThatIsLongerThanTheMatrixIsATrap() {
    Function<Given, ?> whole =
        g -> {
          DMatrixRMaj x = g.matrix("x");
          DMatrixRMaj mean = new DMatrixRMaj(1, x.numCols);
          for (int k = 0; k < x.data.length; k++) {
            mean.add(0, k % x.numCols, x.data[k] / x.numRows);
          }
          return mean;
        };
    assertNamed("numbers beyond the matrix are used", whole);
  }

  @Test
  void stateAndSharedResultsAreNoticed() {
    List<DMatrixRMaj> kept = new ArrayList<>();
    Function<Given, ?> shared =
        g -> {
          DMatrixRMaj mean = SampleExercise.mean(g.matrix("x"));
          DMatrixRMaj result = kept.isEmpty() ? mean : kept.getFirst();
          result.setTo(mean);
          kept.add(result);
          return result;
        };
    assertNamed("a later call overwrites what an earlier one returned", shared);
    int[] calls = {0};
    assertNamed(
        "the same input gives another answer the second time",
        g -> ++calls[0] > 2 ? minus(right(g)) : right(g));
  }

  @Test
  void whatIsNotDoneIsNoFailureInALesson() {
    Verdict verdict = Verdict.of(SampleExercise.of(0), g -> Exercises.todo(), 1);
    assertEquals(Result.NOT_DONE, verdict.result());
    verdict.say("", SILENT);
  }

  @Test
  void whatIsNotDoneOrWrongEarnsNothingInAnAssignment() {
    ExerciseData graded = SampleExercise.of(2);
    CheckFailed open =
        assertThrows(
            CheckFailed.class, () -> Verdict.of(graded, g -> Exercises.todo(), 1).say("", SILENT));
    assertEquals(0, open.getStackTrace().length);
    assertThrows(
        CheckFailed.class, () -> Verdict.of(graded, g -> wrong(g, true, 0), 1).say("", SILENT));
  }

  @Test
  void anExceptionOfTheLearnerArrivesWithItsOwnTrace() {
    Function<Given, ?> broken = g -> g.matrix("x").get(99, 99);
    Verdict verdict = Verdict.of(SampleExercise.of(0), broken, 1);
    assertTrue(verdict.text().contains("ended with an error for x = {{1, 2}"), verdict.text());
    assertThrows(IllegalArgumentException.class, () -> verdict.say("", SILENT));
  }

  @Test
  void anExerciseIsTheSameAfterWritingAndReading() {
    ExerciseData exercise = SampleExercise.of(2);
    String text = ExerciseFile.toJson(exercise);
    assertEquals(text, ExerciseFile.toJson(ExerciseFile.exercise(text)));
    Responses responses = Responses.of(exercise.inputs(), g -> minus(right(g)));
    String sent = ExerciseFile.toJson(responses);
    assertEquals(sent, ExerciseFile.toJson(ExerciseFile.responses(sent)));
    assertFalse(Findings.of(exercise, ExerciseFile.responses(sent)).right());
  }
}
