package gradus.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens to variables, and to the objects in them, when code is defined again. */
class VariablesTest {
  private static final Session SESSION = new Session(List.of());

  private static Optional<Object> run(String code) throws CellError {
    return SESSION.evaluate(code, 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int number = 7; | number | 7",
        "double real = 0.5; | real | 0.5",
        "boolean flag = true; | flag | true",
        "String word = \"kept\"; | word | kept",
        "int[] block = {1, 2, 3}; | block.length | 3",
        "var list = new java.util.ArrayList<>(java.util.List.of(1, 2)); | list | [1, 2]",
        "Runnable task = null; | task == null | true"
      })
  void anImportInALaterCellKeepsTheValue(String declaration, String expression, String expected)
      throws CellError {
    run(declaration);
    run("import java.util.stream.*;");
    run("import java.time.*;");
    assertEquals(expected, run(expression).map(String::valueOf).orElseThrow());
    assertEquals(List.of(), SESSION.takeNotes());
  }

  /** Two imported packages have a class of the name: only code that is written anew must choose. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "var ages = List.of(1, 2); | import java.awt.*; | ages | [1, 2]",
        "List<String> names = new ArrayList<>(List.of(\"q\")); | import java.awt.*; | names | [q]",
        "var first = new Date(0L); | import java.sql.*; | first.getTime() | 0",
        "Map.Entry<String, List<Date>> entry = null; | import java.sql.*; | entry == null | true",
      })
  void aVariableSurvivesThatTheNameOfItsTypeBecomesAmbiguous(
      String declaration, String ambiguous, String expression, String expected) throws CellError {
    var session = new Session(List.of());
    session.evaluate("import java.util.*;\nimport java.util.function.*;", 1);
    session.evaluate(declaration, 2);
    session.evaluate(ambiguous, 3);
    assertEquals(List.of(), session.takeNotes());
    assertEquals(expected, String.valueOf(session.evaluate(expression, 4).orElseThrow()));
  }

  @Test
  void aMethodDefinedAgainKeepsTheVariablesThatUsedIt() throws CellError {
    run("int half(int x) { return x / 2; }\nint result = half(84);");
    run("int half(int x) { return -x; }");
    assertEquals(Optional.of(42), run("result"));
  }

  @Test
  void aVariableDeclaredAgainTakesTheNewValueAndType() throws CellError {
    run("int again = 1;");
    run("String again = \"two\";");
    assertEquals(Optional.of("two"), run("again"));
    assertEquals(List.of(), SESSION.takeNotes());
  }

  @Test
  void aVariableWhoseClassIsReplacedIsResetAndNamed() throws CellError {
    run("class Point { int x = 1; }\nvar point = new Point();");
    run("class Point { int x = 1; int y = 2; }");
    List<String> notes = SESSION.takeNotes();
    assertTrue(notes.getFirst().startsWith("point "), notes.toString());
    assertTrue(notes.getFirst().endsWith("run the cell again that made it"));
    assertEquals(List.of(), SESSION.takeNotes(), "a note is said once");
  }

  @Test
  void aVariableKeepsItsValueThoughWhatItCameFromHasAnotherType() throws CellError {
    run(
        "int[] from = {1, 2};\nvar sum = java.util.Arrays.stream(from).sum();\n"
            + "var words = new java.util.ArrayList<String>(java.util.List.of(\"n\" + from.length));\n"
            + "java.util.List<Integer> ints = new java.util.ArrayList<>(java.util.List.of(from[0]));\n"
            + "ints.add(9);\nvar length = words.size();\nint twice() { return 2 * sum; }");
    run("java.util.List<Integer> from = java.util.List.of(1);");
    run("import java.util.function.*;");
    assertEquals(List.of(), SESSION.takeNotes());
    assertEquals(
        Optional.of("3 [n2] [1, 9] 1 6"),
        run("sum + \" \" + words + \" \" + ints + \" \" + length + \" \" + twice()"));
  }

  @Test
  void aVariableWhoseFirstValueCannotBeMadeAgainIsReset() throws CellError {
    run("record Pair(int a) {}\nPair pair = new Pair(1);");
    run("record Pair(int a, int b) {}");
    List<String> notes = SESSION.takeNotes();
    assertTrue(notes.getFirst().startsWith("pair was reset"), notes.toString());
    assertEquals(Optional.of(true), run("pair == null"));
  }

  /** JShell does not run code that uses such a variable, and calls it valid. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "var mixed = java.util.Map.of(\"a\", 1, \"b\", \"x\"); | mixed.get(\"a\") | 1",
        "var both = java.util.List.of(1, \"a\", 2.0); | both.get(1).toString() | a",
        "var both = java.util.List.of(1, \"a\"); | both.get(0) | 1",
        "var either = 2 > 1 ? 1 : \"s\"; | either | 1",
        "var numbers = java.util.stream.Stream.of(1, 2.5).toList(); | numbers.get(1).intValue() | 2",
        "var each = java.util.List.of(1, \"a\"); var shown = new StringBuilder(); for (var one : each) shown.append(one); | shown.toString() | 1a"
      })
  void aVariableWhoseTypeCannotBeWrittenIsUsedLikeOthers(
      String declaration, String expression, String expected) throws CellError {
    run(declaration);
    assertEquals(expected, run(expression).map(String::valueOf).orElse("nothing"));
  }

  @Test
  void aVariableMadeAgainInTheSameCellNeedsNoNote() throws CellError {
    run("class Spot { int x = 1; }\nvar spot = new Spot();");
    run("class Spot { int x = 1; int y = 2; }\nvar spot = new Spot();");
    assertEquals(List.of(), SESSION.takeNotes());
    assertEquals(Optional.of(2), run("spot.y"));
  }

  @Test
  void objectsInListsThatKeepOldCodeAreCounted() throws CellError {
    run("class Stage {}\nvar stages = new java.util.ArrayList<Object>();");
    run("for (int i = 0; i < 3; i++) stages.add(new Stage());");
    run("class Stage { int k; }");
    assertEquals(
        List.of(
            "Stage changed in a way that objects cannot follow: 3 objects were made before, with its old code; run the cells again that made them"),
        SESSION.takeNotes());
    run("1 + 1");
    assertEquals(List.of(), SESSION.takeNotes());
  }

  @Test
  void aClassWhoseStaticVariablesAreResetIsNamed() throws CellError {
    run("class Counter { static int n = 0; static int next() { return ++n; } }");
    run("Counter.next()");
    run("class Counter { static int n = 0; static int next() { return n += 1; } }");
    assertEquals(Optional.of(2), run("Counter.next()"));
    run("class Counter { static int n = 0; static int next() { return ++n; } int more; }");
    assertEquals(
        List.of("Counter starts anew: its static variables were reset"), SESSION.takeNotes());
  }

  @Test
  void theOldValueOfAVariableIsReleased() throws CellError {
    run("Object large = new byte[1_000_000];");
    run("var old = new java.lang.ref.WeakReference<>(large);");
    run("Object large = null;");
    assertEquals(Optional.of(true), run("System.gc();\nold.get() == null"));
  }

  @Test
  void theValueOfABareExpressionIsReleased() throws CellError {
    run("java.lang.ref.WeakReference<Object> seen;");
    run(
        "Object make() { var made = new byte[1_000_000]; seen = new java.lang.ref.WeakReference<>(made); return made; }");
    run("make()");
    assertEquals(Optional.of(true), run("System.gc();\nseen.get() == null"));
  }
}
