package gradus.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PieceTest {
  private static List<Piece> of(String code) {
    return Piece.of(List.of(code)).get(code);
  }

  @Test
  void aCellIsCutAsTheKernelCutsIt() {
    List<Piece> pieces =
        of("import java.util.List;\nint a = 1, b = 2;\nrecord Pair(int x) {}\nvoid f() {}\na + b");
    assertEquals(
        List.of(Set.of(), Set.of("a", "b"), Set.of("Pair"), Set.of("f"), Set.of()),
        pieces.stream().map(Piece::names).toList());
    assertEquals("java.util.List", pieces.getFirst().imported());
    assertTrue(pieces.get(3).isDeclaration());
    assertFalse(pieces.getLast().isDeclaration());
    assertEquals("a + b", pieces.getLast().source());
  }

  @Test
  void codeThatDoesNotEndIsKeptWhole() {
    assertEquals(
        List.of("int a = 1;", "if (a > 0) {"),
        of("int a = 1;\nif (a > 0) {").stream().map(Piece::source).toList());
  }

  @Test
  void aNotebookThatTakesTooLongToCutIsCutNoFurther() {
    String rest = "x = 1;\n".repeat(150) + "// " + "-".repeat(100_000);
    String after = "int y = 2;\ny + 1";
    var pieces = Piece.of(List.of(rest, after));
    assertTrue(pieces.get(rest).size() < 150, "150 times 100,000 characters are not read");
    assertEquals(List.of(after), pieces.get(after).stream().map(Piece::source).toList());
  }
}
