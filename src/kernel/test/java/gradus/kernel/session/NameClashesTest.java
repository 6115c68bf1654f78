package gradus.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameClashesTest {
  private final Session session = new Session(List.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "class Timer {} | import java.util.Timer; | java.util.Timer",
        "record Entry(int a) {} | import java.util.Map.Entry; | java.util.Map$Entry",
        "enum Entry { A } | import static java.util.Map.Entry; | java.util.Map$Entry",
        "interface List {} | import java.util.List; | java.util.List",
        "import java.awt.List; | import java.util.List; | java.util.List",
        "import java.util.Map.Entry; | import static java.util.AbstractMap.SimpleEntry; import static java.security.KeyStore.Entry; | java.security.KeyStore$Entry",
      })
  void theImportTakesTheNameOfAnOlderDeclaration(String older, String newer, String type)
      throws CellError {
    session.evaluate(older, 1);
    session.evaluate(newer, 2);
    String name = type.replaceAll(".*[.$]", "");
    assertEquals(Optional.of(type), session.evaluate(name + ".class.getName()", 3));
    assertEquals(Optional.of(2), session.evaluate("1 + 1", 4));
  }

  @Test
  void theClassTakesTheNameOfAnOlderImportAndSaysSo() throws CellError {
    session.evaluate("import java.util.Timer;", 1);
    session.evaluate("class Timer { int ticks = 3; }", 2);
    assertEquals(
        List.of(
            "Timer now means the class of this cell; the import of java.util.Timer of cell 1 was dropped"),
        session.takeNotes());
    assertEquals(Optional.of(3), session.evaluate("new Timer().ticks", 3));
    session.evaluate("import java.util.Timer;", 4);
    assertEquals(
        List.of("Timer now means java.util.Timer; the class of cell 2 was dropped"),
        session.takeNotes());
  }

  @Test
  void variablesOfADroppedClassAreNamed() throws CellError {
    session.evaluate("class Timer {}\nvar timer = new Timer();\nint kept = 7;", 1);
    session.evaluate("import java.util.Timer;", 2);
    List<String> notes = session.takeNotes();
    assertTrue(notes.toString().contains("timer is gone"), notes.toString());
    assertEquals(Optional.of(7), session.evaluate("kept", 3));
  }

  @Test
  void namesThatMayStandTogetherStay() throws CellError {
    session.evaluate("import java.util.*;\nimport static java.lang.Math.max;", 1);
    session.evaluate("int max(String s) { return s.length(); }\nclass Timer {}", 2);
    assertEquals(List.of(), session.takeNotes());
    assertEquals(Optional.of(3), session.evaluate("max(\"abc\")", 3));
    assertEquals(Optional.of(0), session.evaluate("new ArrayList<>().size()", 3));
  }

  @Test
  void documentationIsFoundAfterAClassWasRejectedOrDropped() throws CellError {
    session.evaluate("class Timer {}", 1);
    session.evaluate("import java.util.Timer;", 2);
    String call = "Math.abs(";
    assertEquals(4, session.analysis().documentation(call, call.length(), false).size());
  }
}
