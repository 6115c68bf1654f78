package gradus.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ImportedSnippetsTest {
  /** What the class into which JShell wraps the last of these snippets looks like. */
  private static String lastWrapped(String... codes) {
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      ImportedSnippets imports = new JShellInternals(shell).narrowImports().orElseThrow();
      List<SnippetEvent> events = List.of();
      for (String code : codes) {
        events = imports.evaluate(shell, code);
      }
      Snippet last = events.getFirst().snippet();
      assertEquals(Snippet.Status.VALID, events.getFirst().status());
      return shell.sourceCodeAnalysis().wrapper(last).wrapped();
    }
  }

  @Test
  void onlyWhatASnippetNamesIsImported() {
    String wrapped =
        lastWrapped("int a = 1;", "int b = 2;", "int c() { return 3; }", "int d = b + 1;");
    assertTrue(wrapped.contains(".b;"), wrapped);
    assertFalse(wrapped.contains(".a;"), wrapped);
    assertFalse(wrapped.contains(".c;"), wrapped);
  }

  @Test
  void typesAreImportedUnnamed() {
    String wrapped =
        lastWrapped("record P(int x) {}", "P origin() { return new P(0); }", "var p = origin();");
    assertTrue(wrapped.contains(".P;"), wrapped);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Compiled again are snippets that name what the last one does not.
        "int one = 1; int two = 2; int sum() { return (int) (one + two); } double one = 10; sum() - 12",
        "int base = 40; int f() { return g() + base; } int g() { return 2; } f() - 42",
        "int f(int x) { return x; } int k = 5; int f(String s) { return f(s.length()) + k; } f(\"ab\") - 7",
        "int k = 3; int f(int x) { return x + k; } int f(long x) { return 0; } f(4) - 7",
        "int k = 1; long two() { return k + 1; } int three() { return (int) two() + 1; } long k = 2; three() - 4",
        "class A { int v() { return w; } } int w = 8; int u = new A().v(); u - 8",
        "var list = new java.util.ArrayList<Integer>(); int n = 3; list.add(n); list.get(0) - 3",
        "record P(int x) {} P origin() { return new P(6); } var p = origin(); p.x() - 6",
        "record P(int x) {} P origin() { return new P(6); } origin(); origin().x() - 6",
        "int grün = 4; gr\\u00fcn - 4",
        "int grün = 4; int f() { return (int) gr\\u00fcn + 1; } long gr\\u00fcn = 8; f() - 9",
        "int max(int a, int b) { return 7; } import static java.lang.Math.*; max(1, 2) - 7",
        "int a = 3, b = a + 1; int[] c = {a, b}; c[1] - 4"
      })
  void aSessionMeansTheSameWithAndWithout(String code) throws CellError {
    // Zero in the session that imports only what is named, as in one that imports all.
    assertEquals(Optional.of(0), new Session(List.of()).evaluate(code, 1), code);
    try (JShell plain = JShell.builder().executionEngine("local").build()) {
      String last = "";
      for (String rest = code; !rest.isBlank(); ) {
        var piece = plain.sourceCodeAnalysis().analyzeCompletion(rest);
        last = plain.eval(piece.source()).getFirst().value();
        rest = piece.remaining();
      }
      assertEquals("0", last, code);
    }
  }
}
