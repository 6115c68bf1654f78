package gradus.grading;

import static gradus.notebook.Notebooks.plain;
import static gradus.notebook.Notebooks.solution;
import static gradus.notebook.Notebooks.test;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.assignment.Assignment;
import gradus.assignment.Release;
import gradus.notebook.Notebook;
import gradus.notebook.Notebooks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is compared of a submission. */
class AnswerCodeTest {
  private static final Notebook SOURCE =
      Notebooks.of(
          plain("code", "int given = 1;"),
          solution("two", "int two() {\n  // BEGIN SOLUTION\n  return 2;\n  // END SOLUTION\n}"),
          solution("rest", "int rest() { return 3; }"),
          test("two-test", 1, "two();"));

  private static final AnswerCode CODE =
      new AnswerCode(new Assignment("a1", Map.of("n-1.ipynb", SOURCE), Map.of()));

  @TempDir Path folder;

  @Test
  void whateverIsNotLockedIsComparedAndStatementsStandInABlock() throws Exception {
    SOURCE
        .withCells(
            List.of(
                plain("code", "int own = 7;"),
                solution("two", "import java.util.List;\nint two() { return 1 + 1; }"),
                solution("rest", "for (int i = 0; i < 3; i++) two();")))
        .write(folder.resolve("n-1.ipynb"));
    assertEquals(
        """
        class n_1_ipynb {
        int own = 7;
        int two() { return 1 + 1; }
        {
        for (int i = 0; i < 3; i++) two();
        }
        }
        """,
        CODE.of(HandIn.in("ada", folder)));
  }

  @Test
  void neitherAMagicNorAStatementHidesADeclaration() throws Exception {
    SOURCE
        .withCells(
            List.of(
                solution("two", "int two() { return 2; }\nint tries = 0; tries++;\ntries"),
                solution("rest", "%%time\nint rest() { return 4; }")))
        .write(folder.resolve("n-1.ipynb"));
    String code = CODE.of(HandIn.in("ada", folder));
    assertTrue(code.contains("int two()") && code.contains("int rest()"), code);
  }

  @Test
  void codeThatBreaksTheParserIsLeftOutAndEndsNothing() throws Exception {
    SOURCE
        .withCells(
            List.of(
                solution("two", "a<".repeat(24_000)), solution("rest", "int rest() { return 4; }")))
        .write(folder.resolve("n-1.ipynb"));
    String code = CODE.of(HandIn.in("ada", folder));
    assertTrue(code.contains("int rest()"), code.substring(0, Math.min(300, code.length())));
  }

  @Test
  void whatIsNoJavaIsLeftOut() throws Exception {
    SOURCE
        .withCells(
            List.of(solution("two", "int two( {"), solution("rest", "int rest() { return 4; }")))
        .write(folder.resolve("n-1.ipynb"));
    assertEquals(
        "class n_1_ipynb {\nint rest() { return 4; }\n}\n", CODE.of(HandIn.in("ada", folder)));
    Files.writeString(folder.resolve("n-1.ipynb"), "{");
    assertEquals("// n-1.ipynb cannot be read\n", CODE.of(HandIn.in("ada", folder)));
  }

  @Test
  void theReleaseIsWhatAllHaveInCommon() {
    assertTrue(CODE.ofRelease().contains("int two()"), CODE.ofRelease());
    assertTrue(CODE.ofRelease().contains(Release.NOT_DONE), CODE.ofRelease());
  }
}
