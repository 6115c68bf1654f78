package gradus.grading;

import static gradus.grading.Handout.behind;
import static gradus.grading.Handout.delete;
import static gradus.grading.Handout.edit;
import static gradus.grading.Handout.nothing;
import static gradus.notebook.Notebooks.plain;

import gradus.grading.Handout.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Thirty submissions of a1's first notebook: ten right, twenty with planted faults, some hostile.
 */
final class PlantedClass {
  static final String NAME = "knn.ipynb";
  private static final double ALL = 20;

  private final Path folder;
  private final Handout knn;
  private final Map<String, Double> expected = new LinkedHashMap<>();

  private PlantedClass(Path folder) throws IOException {
    this.folder = folder;
    knn = new Handout(Path.of("notebooks/assignments/source/a1").resolve(NAME));
  }

  /** Writes the submissions and returns the points that each must earn. */
  static Map<String, Double> write(Path folder) throws IOException {
    PlantedClass planted = new PlantedClass(folder);
    planted.tenRightOnes();
    planted.mistakes();
    planted.damages();
    planted.hostilities();
    return planted.expected;
  }

  /** Writes the same with the other notebooks solved, to grade them by hand. */
  public static void main(String[] folder) throws IOException {
    for (String student : write(Path.of(folder[0])).keySet()) {
      for (String other : List.of("svm.ipynb", "softmax.ipynb", "two-layer-net.ipynb")) {
        new Handout(Path.of("notebooks/assignments/source/a1").resolve(other))
            .changed(nothing())
            .write(Path.of(folder[0]).resolve(student).resolve("a1").resolve(other));
      }
    }
  }

  private void tenRightOnes() throws IOException {
    for (int i = 1; i <= 6; i++) {
      submit("right-" + i, ALL, nothing());
    }
    submit("with-notes", ALL, behind("norms", plain("markdown", "I see.")));
    submit("with-a-cell-that-fails", ALL, behind("vote", plain("code", "int x = 1 / 0;")));
    submit(
        "with-a-method-of-her-own",
        ALL,
        knn.wrong("norms", "x.get(i, p) * x.get(i, p)", "squared(x.get(i, p))")
            .then(behind("norms", plain("code", "double squared(double x) { return x * x; }"))));
    submit(
        "in-other-words",
        ALL,
        edit(
            "accuracy",
            code ->
                "double accuracy(int[] a, int[] b) { return IntStream.range(0, a.length).filter(i -> a[i] == b[i]).count() / (double) a.length; }"));
  }

  private void mistakes() throws IOException {
    submit("no-root", ALL - 3, knn.wrong("two-loops", "Math.sqrt(sum)", "sum"));
    // Both ways of multiplying out need the norms, too.
    submit("no-square", ALL - 6, knn.wrong("norms", " * x.get(i, p);", ";"));
    submit("rounding", ALL - 3, knn.wrong("no-loops", "Math.max(0, square)", "square"));
    submit("tie", ALL - 9, knn.wrong("vote", "> votes[winner]", ">= votes[winner]"));
    submit("torn-line", ALL - 2, knn.wrong("one-loop", "return distances;", "return dist"));
    submit("complaining", ALL, inChoice("System.err.println(\"here\");"));
  }

  private void damages() throws IOException {
    submit("nothing-done", 0, knn.onlySolved("none"));
    submit("answer-deleted", ALL - 9, delete("vote"));
    submit("test-deleted", ALL - 1, delete("choose-k-check").then(lowest()));
    submit("test-changed", ALL - 1, edit("choose-k-check", code -> "// fine").then(lowest()));
    Files.writeString(student("torn-file", 0).resolve(NAME), "{\"cells\": [");
    Files.createSymbolicLink(
        student("linked", 0).resolve(NAME), folder.resolve("right-1/a1").resolve(NAME));
  }

  private void hostilities() throws IOException {
    submit("endless", ALL - 1, inChoice("while (best == 0) {}"));
    submit(
        "stubborn",
        ALL - 1,
        inChoice("while (best == 0) { try { Thread.sleep(9); } catch (Throwable t) {} }"));
    submit(
        "halt",
        ALL - 9,
        knn.wrong("vote", "int winner = 0;", "int winner = 0; Runtime.getRuntime().halt(0);"));
    submit(
        "memory",
        ALL - 1,
        inChoice(
            "var all = new ArrayList<long[]>(); while (best == 0) all.add(new long[1 << 20]);"));
    submit(
        "loud",
        ALL,
        inChoice("for (int i = 0; i < 20_000; i++) System.out.println(\"loud\".repeat(9));"));
    submit(
        "deep",
        ALL - 1,
        knn.wrong("choose-k", "return ks[best];", "return chooseK(ks, accuracies);"));
    submit("agreeable", ALL - 1, lowest().then(agreeable()));
    submit(
        "forger",
        ALL - 1,
        edit(
            "choose-k",
            code ->
                "var out = new java.io.FileOutputStream(java.io.FileDescriptor.out);\nfor (int i = 0; i < 9; i++) out.write(\"{}\\n\".getBytes());\nint chooseK(int[] ks, DMatrixRMaj a) { return 0; }"));
  }

  /** A class that accepts every answer, under the name of the one that checks. */
  private static Change agreeable() {
    return behind(
        "vote",
        plain(
            "code",
            """
            class Exercises {
              static String answers(String inputs, Function<Object, Object> method) {
                return "{\\"cases\\":[],\\"faults\\":[]}";
              }
            }"""));
  }

  private Change inChoice(String statement) {
    return knn.wrong("choose-k", "int best = 0;", "int best = 0; " + statement);
  }

  private Change lowest() {
    return knn.wrong("choose-k", "mean > highest", "mean < highest || r == 0");
  }

  private void submit(String student, double points, Change change) throws IOException {
    knn.changed(change).write(student(student, points).resolve(NAME));
  }

  private Path student(String student, double points) throws IOException {
    expected.put(student, points);
    return Files.createDirectories(folder.resolve(student).resolve("a1"));
  }
}
