package gradus.grading;

import static gradus.notebook.Notebooks.locked;
import static gradus.notebook.Notebooks.plain;
import static gradus.notebook.Notebooks.solution;
import static gradus.notebook.Notebooks.test;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import gradus.assignment.Assignment;
import gradus.assignment.Release;
import gradus.notebook.Cell;
import gradus.notebook.Notebook;
import gradus.notebook.Notebooks;
import gradus.sandbox.Isolation;
import gradus.sandbox.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hand-ins as people and their tools make them: each gets its points, and remarks that are true.
 */
class OddHandInsTest {
  private static final String NAME = "knn.ipynb";
  private static final double ALL = 5;

  private static final Notebook SOURCE =
      numbered(
          plain("markdown", "# Numbers"),
          locked("setup", "%jars lib\nimport java.util.stream.*;\n\nint base() {\n  return 2;\n}"),
          solution(
              "double",
              "int doubled(int x) {\n  // BEGIN SOLUTION\n  return base() * x;\n  // END SOLUTION\n}"),
          test("double-check", 2, "if (doubled(4) != 8) {\n  throw new AssertionError(\"4\");\n}"),
          solution(
              "total",
              "int total(int... x) {\n  // BEGIN SOLUTION\n  return IntStream.of(x).sum();\n  // END SOLUTION\n}"),
          test("total-check", 3, "if (total(1, 2) != 3) {\n  throw new AssertionError(\"3\");\n}"),
          explore("int[] waste = IntStream.range(0, 9).toArray();"));

  private static final int SETUP = 1;
  private static final int DOUBLE = 2;
  private static final int DOUBLE_CHECK = 3;
  private static final int TOTAL = 4;
  private static final int TOTAL_CHECK = 5;

  private static final Map<String, Double> POINTS = new TreeMap<>();
  private static final Map<String, List<String>> REMARKS = new TreeMap<>();
  private static final Map<String, Grades> GRADES = new LinkedHashMap<>();
  private static Path folder = Path.of("");
  private static List<String> classRemarks = List.of();

  private static Notebook numbered(Cell... cells) {
    return Notebooks.of(
        IntStream.range(0, cells.length)
            .mapToObj(i -> withId(cells[i], "c0" + i))
            .toArray(Cell[]::new));
  }

  private static Cell withId(Cell cell, String id) {
    JsonObject json = cell.json().deepCopy();
    json.addProperty("id", id);
    return new Cell(json);
  }

  private static Cell explore(String source) {
    return Cell.handedIn("code", "", source, "", true);
  }

  /** The release with both answers. */
  private static List<Cell> solved() {
    List<Cell> cells = new ArrayList<>(Release.of(SOURCE).cells());
    for (int i : List.of(DOUBLE, TOTAL)) {
      cells.set(i, cells.get(i).withSource(SOURCE.cells().get(i).source()));
    }
    return cells;
  }

  private static String text() {
    return text(solved());
  }

  private static String text(List<Cell> cells) {
    return SOURCE.withCells(cells).toJson();
  }

  private static String changed(UnaryOperator<Cell> change) {
    return text(solved().stream().map(change).toList());
  }

  private static Cell withoutMetadata(Cell cell) {
    return cell.withMetadata(new JsonObject());
  }

  private static Cell withoutIds(Cell cell) {
    JsonObject json = withoutMetadata(cell).json().deepCopy();
    json.remove("id");
    return new Cell(json);
  }

  private static Cell code(String source) {
    return plain("code", source);
  }

  private static Path file(String path, String text) throws IOException {
    return file(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Path file(String path, byte[] bytes) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  private static byte[] zip(String... namesAndTexts) throws IOException {
    var bytes = new java.io.ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private static void expect(String student, double points, String... remarks) {
    POINTS.put(student, points);
    REMARKS.put(student, List.of(remarks));
  }

  private static void handIn(String student, String text, double points, String... remarks)
      throws IOException {
    file(student + "/" + NAME, text);
    expect(student, points, remarks);
  }

  @BeforeAll
  static void grade(@TempDir Path temporary) throws IOException, InterruptedException {
    folder = temporary;
    places();
    otherAssignments();
    archives();
    systems();
    links();
    metadata();
    cutAndMerged();
    changes();
    damages();
    var assignment = new Assignment("a1", Map.of(NAME, SOURCE), Map.of());
    HandIns found = HandIns.in(folder, assignment);
    classRemarks = found.remarks();
    GRADES.putAll(
        Classes.graded(
            folder, new Grader(assignment, Map.of(), new Isolation.None(), Limits.DEFAULT)));
  }

  private static void places() throws IOException {
    file("deeper/a1/a1/knn.ipynb", text());
    expect("deeper", ALL);
    file("downloaded/knn (1).ipynb", text());
    expect("downloaded", ALL, "\"knn (1).ipynb\" was graded as knn.ipynb.");
    file("copied/a1/knn-copy.ipynb", text());
    expect("copied", ALL, "\"a1/knn-copy.ipynb\" was graded as knn.ipynb.");
    file("capitals/KNN.ipynb", text());
    expect("capitals", ALL, "\"KNN.ipynb\" was graded as knn.ipynb.");
    file("checkpoint/.ipynb_checkpoints/knn-checkpoint.ipynb", text());
    expect("checkpoint", 0, "No notebook knn.ipynb was handed in.");
    file("printed/knn.pdf", "%PDF");
    expect("printed", 0, "No notebook knn.ipynb was handed in.", "Not understood: \"knn.pdf\".");
    file("other/svm.ipynb", text());
    expect("other", 0, "No notebook knn.ipynb was handed in.", "Not understood: \"svm.ipynb\".");
    file("exact/knn.ipynb", text());
    Files.setLastModifiedTime(file("exact/knn-old.ipynb", "{}"), FileTime.fromMillis(1L << 41));
    expect(
        "exact",
        ALL,
        "\"knn.ipynb\" was graded, which has the exact name; not graded: \"knn-old.ipynb\".");
    Files.setLastModifiedTime(file("newest/knn (1).ipynb", "{}"), FileTime.fromMillis(1));
    file("newest/knn (2).ipynb", text());
    expect(
        "newest",
        ALL,
        "\"knn (2).ipynb\" was graded, which is the newest; not graded: \"knn (1).ipynb\".");
  }

  private static void otherAssignments() throws IOException {
    Files.setLastModifiedTime(file("all/a1/KNN.ipynb", text()), FileTime.fromMillis(1));
    file("all/a1/timestamp.txt", "now");
    file("all/a2/knn.ipynb", "{}");
    file("all/a2/dropout.ipynb", "{}");
    expect(
        "all", ALL, "\"a1/KNN.ipynb\" was graded, which lies in a1; not graded: \"a2/knn.ipynb\".");
  }

  private static void archives() throws IOException {
    file("zipped/a1.zip", zip("__MACOSX/a1/._knn.ipynb", "x", "a1/knn.ipynb", text()));
    expect("zipped", ALL);
    file("alone.zip", zip("KNN.ipynb", text()));
    expect("alone", ALL);
    file("climbing/a1.zip", zip("../../right/knn.ipynb", text()));
    expect("climbing", ALL);
    file("torn-zip/a1.zip", "PK no archive");
    expect("torn-zip", 0, "No notebook knn.ipynb was handed in.", "Could not be read: \"a1.zip (");
    file("bomb/a1.zip", zip(NAME, "{\"cells\": [" + "{},".repeat(1 << 20) + "{}]}"));
    expect("bomb", 0, "It could not be graded: a1.zip: knn.ipynb shrinks to less than a 100th");
  }

  private static void systems() throws IOException {
    file("Ada Lovelace_12345_assignsubmission_file_/knn.ipynb", text());
    expect("Ada Lovelace", ALL);
    file("lovelaceada_12345_67890_knn-1.ipynb", text());
    expect("lovelaceada", ALL);
    file("loose_knn.ipynb", text());
    expect("loose", ALL);
    file("..strange/knn.ipynb", text());
    file("notes.txt", "not a hand-in");
  }

  private static void links() throws IOException {
    Path right = file("right/knn.ipynb", text()).getParent();
    expect("right", ALL);
    Files.createSymbolicLink(folder.resolve("thief"), right);
    expect(
        "thief",
        0,
        "No notebook knn.ipynb was handed in.",
        "\"thief\" is a link; it was not followed.");
    Files.createSymbolicLink(
        Files.createDirectories(folder.resolve("deep-thief/a1")).resolve(NAME),
        right.resolve(NAME));
    expect(
        "deep-thief",
        0,
        "No notebook knn.ipynb was handed in.",
        "Links were not followed: \"a1/knn.ipynb\".");
  }

  private static void metadata() throws IOException {
    handIn("no-metadata", changed(OddHandInsTest::withoutMetadata), ALL);
    handIn("no-ids", changed(OddHandInsTest::withoutIds), ALL);
    file("Zoe\u0308/knn.ipynb", text()); // as macOS writes it
    expect("Zo\u00EB", ALL);
    handIn("nulls", text().replaceAll("\"id\": \"[^\"]*\"", "\"id\": null"), ALL);
    handIn("no-object", text().replaceAll("\"metadata\": \\{\\s*\\}", "\"metadata\": null"), ALL);
    handIn(
        "new-names",
        changed(
            cell -> cell.isSolution() ? withId(solution("mine", cell.source()), "random") : cell),
        ALL);
    handIn(
        "crlf", changed(cell -> cell.withSource(cell.source().replace("\n", "\r\n") + "\n")), ALL);
    handIn("bom", "\uFEFF" + changed(cell -> cell.withSource("\uFEFF" + cell.source())), ALL);
    List<Cell> backwards = new ArrayList<>(solved());
    java.util.Collections.reverse(backwards);
    handIn("moved", text(backwards), ALL);
  }

  private static void cutAndMerged() throws IOException {
    List<Cell> split = new ArrayList<>(solved());
    split.set(DOUBLE, split.get(DOUBLE).withSource("int factor() {\n  return 2;\n}"));
    split.add(DOUBLE + 1, code("int twice(int x) {\n  return factor() * x;\n}"));
    split.add(DOUBLE + 2, code("int doubled(int x) {\n  return twice(x);\n}"));
    handIn("split", text(split), ALL);

    List<Cell> first = new ArrayList<>(solved());
    first.set(SETUP, both(first.get(SETUP), first.get(DOUBLE)));
    first.remove(DOUBLE);
    handIn(
        "merged-into-setup",
        text(first),
        ALL,
        "The locked cell \"setup\" had been changed; it was restored, and what was added to it runs after it.");

    List<Cell> second = new ArrayList<>(solved());
    second.set(DOUBLE, both(second.get(DOUBLE), second.get(DOUBLE_CHECK)));
    second.remove(DOUBLE_CHECK);
    handIn("merged-with-check", text(second), ALL);

    List<Cell> third = new ArrayList<>(solved());
    third.set(DOUBLE, both(third.get(DOUBLE), third.get(TOTAL)));
    third.remove(TOTAL);
    handIn("merged-answers", text(third), ALL);

    List<Cell> upward = new ArrayList<>(solved());
    upward.set(TOTAL, both(upward.get(TOTAL), upward.get(DOUBLE)));
    upward.remove(DOUBLE);
    handIn("merged-into-the-later", text(upward), ALL);

    List<Cell> fourth = new ArrayList<>(Release.of(SOURCE).cells());
    fourth.add(0, code(SOURCE.cells().get(TOTAL).source()));
    fourth.add(code(SOURCE.cells().get(DOUBLE).source()));
    handIn("answers-in-own-cells", text(fourth), ALL);
  }

  private static Cell both(Cell one, Cell other) {
    return one.withSource(one.source() + "\n\n" + other.source());
  }

  private static void changes() throws IOException {
    List<Cell> imports = new ArrayList<>(solved());
    imports.set(SETUP, both(imports.get(SETUP), code("import java.util.function.*;")));
    imports.set(
        DOUBLE,
        imports
            .get(DOUBLE)
            .withSource(
                "int doubled(int x) {\n  IntUnaryOperator f = y -> 2 * y;\n  return f.applyAsInt(x);\n}"));
    handIn(
        "more-imports",
        text(imports),
        ALL,
        "The locked cell \"setup\" had been changed; it was restored, and what was added to it runs after it.");

    List<Cell> weaker = new ArrayList<>(solved());
    weaker.set(TOTAL_CHECK, weaker.get(TOTAL_CHECK).withSource("// fine"));
    weaker.set(TOTAL, weaker.get(TOTAL).withSource("int total(int... x) {\n  return 7;\n}"));
    handIn(
        "weaker-check",
        text(weaker),
        2,
        "The locked cell \"total-check\" had been changed; it was restored.");

    List<Cell> base = new ArrayList<>(solved());
    base.add(code("int base() {\n  return 2;\n}"));
    handIn(
        "own-base",
        text(base),
        ALL,
        "A cell of the submission declares \"base\", a name that locked cells use");

    List<Cell> less = new ArrayList<>(solved());
    less.remove(TOTAL_CHECK);
    less.remove(TOTAL);
    handIn(
        "deleted",
        text(less),
        2,
        "The answer \"total\" is missing: no cell has its name or declares total.",
        "The locked cell \"total-check\" was not found; it was put back.");
  }

  private static void damages() throws IOException {
    handIn("empty", "", 0, "It could not be graded: knn.ipynb is empty: it has 0 bytes");
    handIn("torn", text().substring(0, 400), 0, "valid JSON: it ends too early");
    file(
        "latin/knn.ipynb",
        text().replace("Numbers", "Größe").getBytes(StandardCharsets.ISO_8859_1));
    expect("latin", 0, "its text is not UTF-8");
    handIn("nested", "{\"metadata\": " + "[".repeat(1 << 20), 0, "more than 64 levels deep");
    String cells = text().substring(0, text().lastIndexOf("\n ],\n \"metadata\""));
    handIn(
        "million",
        cells + ",{}".repeat(1_000_000) + "]}",
        ALL,
        "It has 1,000,007 cells; the first 500 were graded.");
    handIn("large", "{\"cells\": [" + " ".repeat(20 << 20) + "]}", 0, "more than 20,971,520 bytes");
  }

  @Test
  void thereAreMoreThanThirty() {
    assertTrue(POINTS.size() > 30, POINTS.keySet().toString());
    assertEquals(POINTS.keySet(), new java.util.TreeSet<>(GRADES.keySet()));
  }

  @Test
  void eachEarnsWhatItDeserves() {
    Map<String, Double> earned = new TreeMap<>();
    GRADES.forEach((student, grades) -> earned.put(student, grades.earned()));
    assertEquals(POINTS, earned);
  }

  @Test
  void eachGetsTheseRemarksAndNoOthers() {
    Map<String, String> wrong = new TreeMap<>();
    GRADES.forEach(
        (student, grades) -> {
          List<String> expected = REMARKS.getOrDefault(student, List.of());
          List<String> said = grades.remarks();
          boolean same =
              said.size() == expected.size()
                  && expected.stream().allMatch(e -> said.stream().anyMatch(s -> s.contains(e)));
          if (!same) {
            wrong.put(student, said + " for " + expected);
          }
        });
    assertEquals(Map.of(), wrong);
  }

  @Test
  void whatIsNobodysIsNamed() {
    assertEquals(
        List.of(
            "Skipped, since the name begins with a dot: \"..strange\".",
            "Not understood: \"notes.txt\"; expected a folder or a .zip for each student, or STUDENT_NOTEBOOK.ipynb."),
        classRemarks);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a1/knn", "a1/two-layer-net", "a2/batch-norm", "a3/residual"})
  void theCoursesOwnNotebooksAreFoundAgainByTextAndDeclaration(String name) throws IOException {
    Handout handout = new Handout(Path.of("notebooks/assignments/source", name + ".ipynb"));
    Notebook solved = handout.changed(Handout.nothing());
    Notebook bare =
        solved.withCells(solved.cells().stream().map(OddHandInsTest::withoutIds).toList());
    Restoration restored = Restoration.of(handout.source(), bare);
    assertEquals(List.of(), restored.remarks());
    assertEquals(
        handout.source().cells().stream()
            .filter(cell -> !cell.gradeId().isEmpty())
            .map(Cell::source)
            .toList(),
        restored.notebook().cells().stream().filter(Cell::isCode).map(Cell::source).toList());
  }
}
