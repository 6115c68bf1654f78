package gradus.grading;

import static gradus.grading.Handout.behind;
import static gradus.grading.Handout.edit;
import static gradus.grading.Handout.nothing;
import static gradus.notebook.Notebooks.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.assignment.Assignment;
import gradus.assignment.ExerciseSources;
import gradus.grading.Handout.Change;
import gradus.sandbox.AvailableIsolation;
import gradus.sandbox.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ways to earn the point of a wrong answer, which earn none, and cost none of the others. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "other systems isolate nothing")
class ForgeryTest {
  private static final Path KNN = Path.of("notebooks/assignments/source/a1/knn.ipynb");
  private static final double ALL = 20;

  private static final String VARIABLES =
      """
      int gradus = 1;
      String Answers = "{}";
      Object Exercises = null, Given = null, g = null, check = null;
      """;

  private static final String HIDDEN_IN_A_COMMENT =
      """
      String open = "/*"; class /**/ Answers {
        public String toString() { return "{\\"cases\\":[],\\"faults\\":[]}"; }
      } // */""";

  /** Looks the visible answers up in the library, which knows no hidden ones. */
  private static final String MEMORISED =
      """
      int chooseK(int[] ks, DMatrixRMaj accuracies) {
        for (var known : gradus.exercise.ExerciseFile.load("a1/choose-k").cases()) {
          if (Arrays.equals(known.given().labels("ks"), ks)
              && MatrixFeatures_DDRM.isEquals(known.given().matrix("accuracies"), accuracies)) {
            return (int) known.expected().get().number("answer");
          }
        }
        return 0;
      }""";

  /** Puts a pipe in the place of the process's output and changes what goes through it. */
  private static final String TAPPED =
      """
      import java.lang.foreign.*;
      import java.lang.invoke.MethodHandle;
      Linker linker = Linker.nativeLinker();
      MethodHandle pipe = linker.downcallHandle(linker.defaultLookup().find("pipe").get(),
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
      MethodHandle dup = linker.downcallHandle(linker.defaultLookup().find("dup").get(),
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
      MethodHandle dup2 = linker.downcallHandle(linker.defaultLookup().find("dup2").get(),
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
      MemorySegment ends = Arena.global().allocate(8);
      int made = (int) pipe.invokeExact(ends);
      int real = (int) dup.invokeExact(1);
      int moved = (int) dup2.invokeExact(ends.getAtIndex(ValueLayout.JAVA_INT, 1), 1);
      Thread.ofPlatform().daemon().start(() -> {
        try (var in = new Scanner(new java.io.FileInputStream("/proc/self/fd/" + ends.getAtIndex(ValueLayout.JAVA_INT, 0)));
            var out = new java.io.PrintStream(new java.io.FileOutputStream("/proc/self/fd/" + real), true)) {
          while (in.hasNextLine()) {
            out.println(in.nextLine().replaceAll("\\"(error|message|faults)\\":\\"[^\\"]*\\"", "\\"$1\\":\\"\\""));
          }
        } catch (java.io.IOException e) {
          // the answers are lost
        }
      });
      """;

  private final Handout knn;

  ForgeryTest() throws IOException {
    knn = new Handout(KNN);
  }

  private Change wrong() {
    return knn.wrong("choose-k", "mean > highest", "mean < highest || r == 0");
  }

  private Change wrongAnd(String cell) {
    return wrong().then(behind("vote", plain("code", cell)));
  }

  @Test
  void nothingIsGained(@TempDir Path folder) throws IOException, InterruptedException {
    Map<String, Change> students = new TreeMap<>();
    students.put("honest", nothing());
    students.put("hidden-in-a-comment", wrongAnd(HIDDEN_IN_A_COMMENT));
    students.put("memorised", edit("choose-k", unused -> MEMORISED));
    students.put("tapped", wrongAnd(TAPPED));
    students.put("variables", wrongAnd(VARIABLES));
    for (Map.Entry<String, Change> student : students.entrySet()) {
      knn.changed(student.getValue())
          .write(folder.resolve(student.getKey()).resolve("a1").resolve(KNN.getFileName()));
    }
    var assignment =
        new Assignment(
            "a1",
            Map.of("knn.ipynb", knn.source()),
            Map.of(
                "knn.ipynb",
                ExerciseSources.read(KNN.getParent().getParent(), KNN.resolveSibling("knn.yaml"))));
    Map<String, Grades> grades =
        Classes.graded(
            folder,
            Grader.of(assignment, 5, AvailableIsolation.best().orElseThrow(), Limits.DEFAULT));
    Map<String, Double> earned = new TreeMap<>();
    grades.forEach((student, one) -> earned.put(student, one.earned()));
    // What the tap garbles is lost to the submission, so it may earn less than the others.
    assertTrue(Objects.requireNonNull(earned.remove("tapped")) < ALL);
    assertEquals(
        Map.of(
            "honest",
            ALL,
            "hidden-in-a-comment",
            ALL - 1,
            "memorised",
            ALL - 1,
            "variables",
            ALL - 1),
        earned);
    String hints = Objects.requireNonNull(grades.get("memorised")).exercises().toString();
    assertTrue(hints.contains("hidden"), hints);
  }
}
