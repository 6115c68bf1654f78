package gradus.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorExplainerTest {
  private static final Session SESSION = new Session(List.of());

  private static CellError failure(String code) {
    return assertThrows(CellError.class, () -> SESSION.evaluate(code, 7));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "int y = missing; | CompilationError: cannot find symbol; symbol: variable missing",
        "String s = 1; | CompilationError: incompatible types: int cannot be converted to java.lang.String",
        "int half(int a) { return a | CompilationError: the code ends too early: a bracket, a quote or a semicolon is missing",
        "int f(int a) { return nowhere(a); } | UnresolvedReference: there is no method nowhere(int); define it first, or import it",
        "1 / 0 | ArithmeticException: / by zero",
        "throw new IllegalStateException(\"no\"); | IllegalStateException: no",
        "throw new Exception(); | Exception: ",
        "Object none = null; none.toString() | NullPointerException: Cannot invoke \"Object.toString()\" because \"none\" is null",
        "var circle = new Exception(\"a\"); circle.initCause(new Exception(\"b\", circle)); throw circle; | Exception: a",
        "class Traceless extends RuntimeException { Traceless() { super(\"no trace\", null, false, false); } } throw new Traceless(); | Traceless: no trace",
        "throw new RuntimeException(\"in a class without a name\") {}; | RuntimeException: in a class without a name",
        "class Mute extends RuntimeException { public String getMessage() { throw new IllegalStateException(); } } throw new Mute(); | Mute: (its getMessage failed with IllegalStateException)",
        "class Uses { Missing m; } new Uses() | UnresolvedReference: Uses does not compile (any more): there is no class Missing",
        "throw new InterruptedException(); | Interrupted: the cell was interrupted; its variables are kept",
      })
  void theFirstLineSaysWhatWentWrong(String code, String expected) {
    CellError error = failure(code);
    assertEquals(expected.strip(), (error.name() + ": " + error.message()).strip());
  }

  @Test
  void aCompilationErrorMarksTheSpan() {
    assertEquals(
        List.of(
            "cell 7, line 3:   String three = two + 5;",
            "                                 ^^^^^^^ incompatible types: int cannot be converted to java.lang.String"),
        failure("int one = 1;\nint two = 2;\nString three = two + 5;").details());
  }

  @Test
  void theSpanIsRightWhereTheLastSemicolonIsMissing() {
    List<String> details = failure("int one = 1; var two = missing + one").details();
    assertEquals(details.get(0).indexOf("missing"), details.get(1).indexOf("^^^^^^^"));
  }

  @Test
  void anExceptionShowsTheLinesOfTheCellAndNoFrameOfTheKernel() {
    CellError error =
        failure(
            "int div(int a) {\n  int b = 0;\n  return a / b;\n}\n\nint z = 3;\nint q = div(z);");
    assertEquals(
        List.of(
            "  at div, cell 7, line 3:   return a / b;", "  at cell 7, line 7:   int q = div(z);"),
        error.details());
  }

  @Test
  void aCauseIsNamedWithItsFrames() {
    CellError error =
        failure(
            "try { Integer.parseInt(\"x\"); }\ncatch (Exception e) { throw new RuntimeException(\"wrapped\", e); }");
    assertEquals("RuntimeException: wrapped", error.name() + ": " + error.message());
    assertEquals(
        "caused by java.lang.NumberFormatException: For input string: \"x\"",
        error.details().stream()
            .filter(line -> line.startsWith("caused by"))
            .findFirst()
            .orElse(""));
  }

  @Test
  void causesInACircleAreNamedOnce() {
    List<String> details =
        failure(
                "var round = new Exception(\"a\"); round.initCause(new Exception(\"b\", round)); throw round;")
            .details();
    assertEquals(
        List.of("caused by java.lang.Exception: b"),
        details.stream().filter(line -> line.startsWith("caused by")).toList());
  }

  @Test
  void whatWasSuppressedIsNamed() {
    CellError error =
        failure(
            "try (AutoCloseable c = () -> { throw new java.io.IOException(\"closing\"); }) { throw new Exception(\"body\"); }");
    assertEquals("body", error.message());
    assertTrue(error.details().contains("suppressed java.io.IOException: closing"), error.report());
  }

  @Test
  void classesOfCellsAreNamedAsTheCellNamesThem() {
    CellError error = failure("class Own {}\nObject own = new Own();\n(String) own");
    assertFalse(error.report().contains("REPL"), error.report());
  }

  @Test
  void aTextThatNoClassFileCanHoldIsRefused() {
    assertEquals(
        "a text in quotes has more than 65,535 characters, which is Java's limit; read it from a file",
        failure("\"" + "x".repeat(70_000) + "\".length()").message());
  }
}
