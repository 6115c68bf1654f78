package gradus.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.dflib.jjava.jupyter.kernel.history.HistoryEntry;
import org.dflib.jjava.jupyter.kernel.history.HistoryManager;
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
    assertEquals(List.of(2, 3), cells(history.lookupTail(2, Set.of())));
    assertEquals(List.of(1, 2, 3), cells(history.lookupTail(10, Set.of())));
  }

  @Test
  void aRangeExcludesItsEnd() {
    assertEquals(List.of(1, 2), cells(history.lookupRange(0, 1, 3, Set.of())));
  }

  @Test
  void aPatternMatchesWholeCells() {
    assertEquals(List.of(1), cells(history.search("int ? = 1;", 10, Set.of())));
    assertEquals(List.of(1, 3), cells(history.search("int*", 10, Set.of())));
    assertEquals(List.of(3), cells(history.search("int*", 1, Set.of())));
    assertEquals(List.of(3), cells(history.search("*(c) [d]", 10, Set.of())));
    assertEquals(List.of(), cells(history.search("a", 10, Set.of())));
  }

  @Test
  void withoutANumberOrAnEndAllAreMeant() {
    assertEquals(List.of(1, 2, 3), cells(history.search("*", 0, Set.of())));
    assertEquals(List.of(2, 3), cells(history.lookupRange(1, 2, 0, Set.of())));
    assertEquals(List.of(), cells(history.lookupRange(2, 1, 0, Set.of())));
  }

  @Test
  void ofEqualCellsTheLatestIsTheUniqueOne() {
    history.add(4, "a + 1");
    assertEquals(
        List.of(1, 3, 4), cells(history.search("*", 0, Set.of(HistoryManager.ResultFlag.UNIQUE))));
  }
}
