package gradus.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gradus.kernel.session.CellError;
import gradus.kernel.session.Session;
import java.util.List;
import java.util.Optional;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectorTest {
  private static final Session SESSION = new Session(List.of());

  private final Inspector inspector = new Inspector(SESSION.analysis(), new MagicsRegistry());

  private List<String> completions(String code) {
    return inspector.completions(code, code.length()).texts();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int x = 1; | complete",
        "1 + 1 | complete",
        "%time | complete",
        "'%%loadFromPOM\n<a>' | complete",
        "int f() { | '  '",
        "/* never | '  '",
        "int x = ) | invalid"
      })
  void codeIsCompleteIncompleteOrInvalid(String code, String status) {
    assertEquals(status, inspector.isComplete(code));
  }

  @Test
  void completionsReplaceTheWordAtTheCursor() {
    String code = "java.util.List.o";
    var options = inspector.completions(code, code.length());
    assertTrue(options.texts().contains("of("), options.texts().toString());
    assertEquals(code.length() - 1, options.start());
    assertEquals(code.length(), options.end());
  }

  @Test
  void completionsKnowVariablesOfTheSessionAndOfTheCell() throws CellError {
    SESSION.evaluate("String remembered = \"\";", 1);
    assertEquals(List.of("isBlank()"), completions("remembered.isBl"));
    assertEquals(
        List.of("isBlank()"),
        completions(
            "%time\nimport java.time.*;\nint half(int x) { return x / 2; }\nString w = \"\";\nw.isBl"));
  }

  @Test
  void completionsKnowTypesOfTheCellAndDoNotEndDocumentation() {
    assertTrue(completions("enum Dir { UP, DOWN }\nDir.").containsAll(List.of("UP", "DOWN")));
    assertTrue(
        completions("@Deprecated\npublic record Arc(int from) {}\nArc a = new Arc(1);\na.")
            .contains("from()"));
    assertTrue(inspector.documentation("Math.abs(", 9).isPresent());
  }

  @Test
  void thereIsNothingToCompleteInWords() {
    for (String code : List.of("// Ma", "int a = 1; // Ma", "\"Ma", "/* Ma", "\"\"\"\nMa")) {
      assertEquals(List.of(), completions(code), code);
    }
    assertFalse(completions("String s = \"a\" + Ma").isEmpty());
  }

  @Test
  void documentationShowsTheSignatureOfTheCallAroundTheCursor() {
    for (String code : List.of("Math.abs(3)", "int one = 1;\nMath.abs(one)")) {
      String text = inspector.documentation(code, code.indexOf("abs") + 1).orElseThrow();
      assertTrue(text.contains("int Math.abs(int a)"), text);
    }
  }

  @Test
  void anUnknownNameHasNoDocumentation() {
    assertEquals(Optional.empty(), inspector.documentation("nowhere", 3));
  }
}
