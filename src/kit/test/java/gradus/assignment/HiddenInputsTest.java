package gradus.assignment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import gradus.data.Images;
import gradus.datasets.DataSets;
import gradus.exercise.Answers;
import gradus.exercise.Case;
import gradus.exercise.DrawnObjects;
import gradus.exercise.ExerciseData;
import gradus.exercise.ExerciseFile;
import gradus.exercise.Values;
import gradus.notebook.Cell;
import gradus.notebook.NotebookRunner;
import gradus.notebook.Notebooks;
import gradus.sandbox.Isolation;
import gradus.sandbox.Limits;
import gradus.sandbox.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a submission is told of hidden inputs, and what it can tell its author. */
class HiddenInputsTest {
  private static final String SECRET = "SECRET 0.123";
  private static final Cell NORMS =
      Notebooks.test("norms-check", 1, "check(\"a1/norms\", g -> squaredNorms(g.matrix(\"x\")));");
  private static final Cell ANSWER = Notebooks.solution("norms", "double[] squaredNorms(…) {}");
  private static final Cell OPEN =
      Notebooks.test("open-check", 2, "check(\"a3/open-50\", g -> answers(g.drawnObjects()));");

  /** The exercise with one hidden input. */
  private static Solved norms() {
    ExerciseData visible = ExerciseFile.load("a1/norms");
    List<Case> cases = new ArrayList<>(visible.cases());
    Values given = Values.of("x", new DMatrixRMaj(new double[][] {{3, 4}}));
    cases.add(new Case(given, "", Optional.of(Values.of("answer", new double[] {25}))));
    return solved("a1/norms", visible, cases);
  }

  private static Solved solved(String id, ExerciseData visible, List<Case> cases) {
    return new Solved(
        Map.of(id, new Solved.Drawn(visible.withCases(cases), visible.cases().size())));
  }

  private static Solved open(long seed) {
    ExerciseData visible = ExerciseFile.load("a3/open-50");
    List<Case> cases = new ArrayList<>(visible.cases());
    Values given = Values.of("seed", seed).and("count", 20);
    int[] labels = DataSets.secretObjects(seed, 20).labels();
    cases.add(new Case(given, "", Optional.of(Values.of("answer", labels))));
    return solved("a3/open-50", visible, cases);
  }

  private static JsonObject kernelSays(String key, String text) {
    JsonObject answer = new JsonObject();
    answer.addProperty("error", "IllegalStateException");
    answer.addProperty("message", "");
    answer.addProperty("details", "");
    answer.addProperty("stderr", "");
    answer.addProperty(key, text);
    if (key.equals("stderr") || key.equals("value") || key.equals("stdout")) {
      answer.remove("error");
    }
    return answer;
  }

  @ParameterizedTest
  @ValueSource(strings = {"error", "message", "details", "stdout", "stderr", "value"})
  void noFieldOfTheKernelsAnswerReachesTheFeedbackOnACheck(String key) {
    Outcome outcome = norms().checked(NORMS, Outcome.of(kernelSays(key, SECRET)));
    assertFalse(outcome.hint().contains("SECRET"), outcome.hint());
    assertEquals(0, outcome.earned(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"error", "message", "details", "stdout", "stderr", "value"})
  void noneReachesTheFeedbackOnAnAnswer(String key) {
    Outcome outcome = norms().checked(ANSWER, Outcome.of(kernelSays(key, SECRET)));
    assertFalse(outcome.hint().contains("SECRET"), outcome.hint());
  }

  @ParameterizedTest
  @ValueSource(strings = {"CompilationError", "UnresolvedReference", "TimeLimit", "MemoryLimit"})
  void aCheckThatFailsByThisNameQuotesNothing(String error) {
    JsonObject answer = kernelSays("error", error);
    answer.addProperty("message", SECRET);
    answer.addProperty("details", "cell 3, line 1: new gradus.exercise.Answers(\"" + SECRET);
    String hint = norms().checked(NORMS, Outcome.of(answer)).hint();
    assertFalse(hint.contains("SECRET"), hint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'cases':[{'answer':{},'changed':['SECRET'],'error':'SECRET 0.123'},#],'faults':[]}",
        "{'cases':[{'answer':{'SECRET':{'shape':[1],'numbers':[0.123]}},'changed':[]},#],'faults':[]}",
        "{'cases':[{'answer':{},'changed':[]},#],'faults':['SECRET']}",
        "{'cases':[],'faults':[],'SECRET':0.123}",
        "SECRET",
      })
  void noWordOfAResponseReachesTheFeedback(String form) {
    int visible = ExerciseFile.load("a1/norms").cases().size();
    String one = "{'answer':{},'changed':['SECRET'],'error':'SECRET'}";
    String rest = String.join(",", java.util.Collections.nCopies(visible, one));
    JsonObject answer = kernelSays("value", form.replace("#", rest).replace('\'', '"'));
    Outcome outcome = norms().checked(NORMS, Outcome.of(answer));
    String hint = outcome.hint().replace("the method threw SECRET", "the method threw a type");
    assertFalse(hint.contains("SECRET") || hint.contains("0.123"), hint);
    assertEquals(0, outcome.earned(1));
  }

  @Test
  void aNumberThatAHiddenInputGaveIsNotShown() {
    ExerciseData exercise = norms().exercises().get("a1/norms").all();
    List<Values> inputs = exercise.inputs();
    String text =
        new Answers(
                g -> {
                  double[] norms = new double[g.matrix("x").numRows];
                  for (int i = 0; i < norms.length; i++) {
                    for (int p = 0; p < g.matrix("x").numCols; p++) {
                      norms[i] += g.matrix("x").get(i, p) * g.matrix("x").get(i, p);
                    }
                  }
                  return norms.length == 1 && norms[0] == 25 ? new double[] {123.25} : norms;
                },
                ExerciseFile.inputsToJson(inputs))
            .toString();
    Outcome outcome = norms().checked(NORMS, Outcome.of(kernelSays("value", text)));
    assertTrue(outcome.hint().startsWith("On hidden inputs: "), outcome.hint());
    assertFalse(outcome.hint().contains("123.25"), outcome.hint());
  }

  @Test
  void aHintInTheWordsOfASubmissionIsShort() {
    JsonObject answer = kernelSays("message", "x".repeat(20_000));
    assertTrue(Outcome.of(answer).hint().length() <= 502);
  }

  @Test
  void hiddenPicturesAreSentAsPixelsWithoutTheirNumber() {
    Cell computing = open(123_456_789).computing(Notebooks.of(OPEN)).cells().getFirst();
    assertFalse(computing.source().contains("123456789"));
    assertTrue(computing.source().contains("new gradus.exercise.Answers(g -> answers("));
  }

  @Test
  void pixelsAreThePicturesAndTheirLabelsAreBlank() {
    Values given = Values.of("first", 123_456_789).and("count", 20);
    Images right = DataSets.drawnObjects(123_456_789, 20);
    String sent = ExerciseFile.inputsToJson(List.of(DrawnObjects.pixelsOnly(given)));
    assertEquals(
        new Answers(g -> Values.of("all", right.matrix()).and("labels", new int[20]), sent)
            .toString(),
        new Answers(
                g ->
                    Values.of("all", g.drawnObjects().matrix())
                        .and("labels", g.drawnObjects().labels()),
                sent)
            .toString());
  }

  @Test
  void labelsThatAreReadFromThePicturesEarnNothing() {
    Solved solved = open(5_000_000);
    List<Values> inputs = solved.exercises().get("a3/open-50").all().inputs();
    List<Values> sent = new ArrayList<>(inputs);
    sent.set(inputs.size() - 1, DrawnObjects.pixelsOnly(inputs.getLast()));
    String text =
        new Answers(g -> g.drawnObjects().labels(), ExerciseFile.inputsToJson(sent)).toString();
    assertEquals(0, solved.checked(OPEN, Outcome.of(kernelSays("value", text))).earned(2));
  }

  @Test
  void theRightLabelsEarnAllPoints() {
    Solved solved = open(5_000_000);
    List<Values> inputs =
        solved.exercises().get("a3/open-50").all().inputs().stream()
            .map(DrawnObjects::withLabels)
            .toList();
    String text =
        new Answers(g -> g.drawnObjects().labels(), ExerciseFile.inputsToJson(inputs)).toString();
    assertEquals(2, solved.checked(OPEN, Outcome.of(kernelSays("value", text))).earned(2));
    assertArrayEquals(
        DataSets.secretObjects(5_000_000, 20).labels(), inputs.getLast().labels("labels"));
  }

  /** A line for finding a mistake, or a stack trace, which a learner's own check passes over. */
  @Test
  void whatAnAnswerPrintsCostsNothing() {
    Solved solved = norms();
    List<Values> inputs = solved.exercises().get("a1/norms").all().inputs();
    String text =
        new Answers(
                g -> Values.of("answer", squares(g.matrix("x"))), ExerciseFile.inputsToJson(inputs))
            .toString();
    JsonObject answer = kernelSays("value", text);
    answer.addProperty("stderr", "debug");
    assertEquals(1, solved.checked(NORMS, Outcome.of(answer)).earned(1));
  }

  private static double[] squares(DMatrixRMaj x) {
    double[] norms = new double[x.numRows];
    for (int i = 0; i < x.getNumElements(); i++) {
      norms[i / x.numCols] += x.get(i) * x.get(i);
    }
    return norms;
  }

  /** Which exception, and how many labels are right, could tell a number bit by bit. */
  @ParameterizedTest
  @ValueSource(strings = {"ArithmeticException", "IndexOutOfBoundsException"})
  void whatIsThrownOnHiddenInputsIsNotTold(String error) {
    Solved solved = norms();
    List<Values> inputs = solved.exercises().get("a1/norms").all().inputs();
    int seen = inputs.size() - 1;
    String text =
        new Answers(
                g -> Values.of("answer", squares(g.matrix("x"))),
                ExerciseFile.inputsToJson(inputs.subList(0, seen)))
            .toString()
            .replaceFirst(
                "\\],\\s*\"faults\"",
                ",{\"answer\":{},\"changed\":[],\"error\":\"" + error + "\"}],\"faults\"");
    String hint = solved.checked(NORMS, Outcome.of(kernelSays("value", text))).hint();
    assertTrue(hint.contains("threw an exception"), hint);
    assertFalse(hint.contains(error), hint);
  }

  @Test
  void namesOfASubmissionHideNoWordOfTheCall(@TempDir Path folder) throws Exception {
    CheckCell check = CheckCell.in(NORMS).orElseThrow();
    List<Values> inputs = norms().exercises().get("a1/norms").all().inputs();
    try (var runner = new NotebookRunner(new Isolation.None(), Limits.DEFAULT, folder)) {
      runner.run(
          Cell.code(
              """
              import org.ejml.data.DMatrixRMaj;
              int gradus = 1;
              int java = 2;
              String String = "x";
              String answers = "{}";
              int g = 3;
              class Exercises {}
              class Given {}
              class Answers {}
              class Function {}
              double[] squaredNorms(DMatrixRMaj x) {
                double[] norms = new double[x.numRows];
                for (int i = 0; i < x.getNumElements(); i++) {
                  norms[i / x.numCols] += x.get(i) * x.get(i);
                }
                return norms;
              }"""));
      Outcome computed = runner.run(Cell.code(check.submittedAnswers(inputs, inputs.size())));
      Outcome checked = norms().checked(NORMS, computed);
      assertEquals(1, checked.earned(1), checked.hint() + computed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CompilationError", "UnresolvedReference"})
  void aCheckThatCannotCallTheAnswerSaysSo(String error) {
    String hint = norms().checked(NORMS, Outcome.of(kernelSays("error", error))).hint();
    assertTrue(hint.startsWith("The check cannot call the answer"), hint);
  }

  /** From the number that pictures were drawn with they could be drawn again, labels and all. */
  @Test
  void noHiddenNumberIsTold() {
    Solved open = open(1_234_567);
    ExerciseData visible = ExerciseFile.load("a3/open-50");
    StringBuilder cases = new StringBuilder();
    for (Case one : visible.cases()) {
      cases.append("{'answer':%s,'changed':[]},".formatted(json(one.expected().orElseThrow())));
    }
    cases.append(
        "{'answer':{'answer':{'shape':[20],'numbers':[%s]}},'changed':[]}"
            .formatted(String.join(",", java.util.Collections.nCopies(20, "11"))));
    JsonObject answer =
        kernelSays("value", ("{'cases':[" + cases + "],'faults':[]}").replace('\'', '"'));
    String hint = open.checked(OPEN, Outcome.of(answer)).hint();
    assertTrue(hint.startsWith("On hidden inputs"), hint);
    assertFalse(hint.contains("1234567") || hint.contains("1.234567"), hint);
  }

  private static String json(Values values) {
    String tensors =
        values.names().stream()
            .map(
                name ->
                    "'%s':{'shape':%s,'numbers':%s}"
                        .formatted(
                            name,
                            java.util.Arrays.toString(values.tensor(name).shape().dimensions()),
                            java.util.Arrays.toString(values.tensor(name).toArray())))
            .collect(java.util.stream.Collectors.joining(","));
    return "{" + tensors + "}";
  }
}
