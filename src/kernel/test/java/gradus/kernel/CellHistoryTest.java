package gradus.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.history.HistoryEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CellHistoryTest {
  private final CellHistory history = new CellHistory();

  @BeforeEach
  void fill() {
    history.add(1, "int a = 1;");
    history.add(2, "a + 1");
    history.add(3, "int b = 2;\nb (c) [d]");
  }

  private static List<Integer> cells(List<HistoryEntry> entries) {
    return entries.stream().map(HistoryEntry::getCellNumber).toList();
  }

  @Test
  void theTailIsTheLastCellsInOrder() {
    assertEquals(List.of(2, 3), cells(history.tail(2)));
    assertEquals(List.of(1, 2, 3), cells(history.tail(10)));
  }

  @Test
  void aRangeExcludesItsEnd() {
    assertEquals(List.of(1, 2), cells(history.range(0, 1, 3)));
  }

  @Test
  void aPatternMatchesWholeCells() {
    assertEquals(List.of(1), cells(history.search("int ? = 1;", 10, false)));
    assertEquals(List.of(1, 3), cells(history.search("int*", 10, false)));
    assertEquals(List.of(3), cells(history.search("int*", 1, false)));
    assertEquals(List.of(3), cells(history.search("*(c) [d]", 10, false)));
    assertEquals(List.of(), cells(history.search("a", 10, false)));
    history.add(4, "String s = \"😀\";");
    assertEquals(List.of(4), cells(history.search("*😀*", 10, false)));
  }

  @Test
  void withoutANumberOrAnEndAllAreMeant() {
    assertEquals(List.of(1, 2, 3), cells(history.search("*", 0, false)));
    assertEquals(List.of(2, 3), cells(history.range(1, 2, 0)));
    assertEquals(List.of(), cells(history.range(2, 1, 0)));
  }

  @Test
  void ofEqualCellsTheLatestIsTheUniqueOne() {
    history.add(4, "a + 1");
    assertEquals(List.of(1, 3, 4), cells(history.search("*", 0, true)));
  }
}
